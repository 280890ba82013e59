### The screen of a 1-on-1: before it starts, while the two talk, afterwards. The memo's words are here too.
### No hurry. Time is said quietly, as a guide.

room-title = 1-on-1 with { $name }
room-topics = Topics this time
room-no-topics = No topics yet. Start with whatever comes to mind.
room-earlier = Promises so far
room-readers = Only the two of you can read this. Neither administrators nor HR can.
room-start = Start the 1-on-1
room-start-written = Start writing

room-left = Left
room-until = until { $time }
room-together = Share one screen
room-apart = Back to my own screen
room-together-about = This view is for two people at one screen. Private notes stay hidden.
room-tabs = Parts of the 1-on-1
room-tab-topics = Topics
room-tab-memo = Memo
room-pace = Time for this topic, as a guide
room-reached = Talked about
room-later = Next time
room-reach = We talked about it
room-put-off = Raise it later
room-want-else = Ask for something else
room-add-topic = Add a topic
room-topic = Topic
room-add = Add
room-decided = What we decide here
room-promise = Promise
room-promise-hint = Who does what
room-promise-who = Whose promise
room-promise-due = By when
room-promise-make = Make it a promise
room-note-readers = Only you can read it
room-memo-needs-script = To write in the memo, please turn on JavaScript in your browser. You can read it as it is.
room-close = End the 1-on-1
room-close-sure = End this 1-on-1?
room-close-about = Topics you did not get to move on to the next one. You can still add to the memo later.
room-done-writing = Done writing

room-ended = This 1-on-1 has ended. You can go on adding to the memo.
room-ended-next = See the next date
room-thanks = Thank you both
room-thanks-about = Your 1-on-1 with { $name } has ended.
room-carried-about = Topics that moved on to the next one
room-no-next = There is no next date yet.
room-plan-next = Choose the next date
room-until-next = Promised until next time
room-summary-comes = Both of you will get a mail with the promises and the next date.
room-look-back = Read today's memo

room-to-journey = Our journey
room-was-skipped = This 1-on-1 was skipped. Its topics moved on to the next one.
room-was-cancelled = This 1-on-1 was called off. Its topics moved on to the next one.
room-was-left = This 1-on-1 has not taken place.
room-write-more = Add to the memo
room-memo-empty = There is no memo.
room-carried = Next time
room-print = Print

## Dates

invalid-date = Please write the date like 2026-11-30.
invalid-memo-text = This text did not fit into the memo. Please try a shorter one.
conflict-memo-written = There are words in this memo already.

## Where the memo is written. {"{name}"} and {"{names}"} become names on the page

memo-label-editor_shared = Shared memo
memo-label-editor_private = My notes
memo-label-note_shared = You can both see this.
memo-label-note_private = Only you can see this.
memo-label-placeholder_shared = Write down what you talk about
memo-label-placeholder_private = Write down what you notice
memo-label-state_saved = Saved
memo-label-state_saving = Saving
memo-label-state_offline = Not connected
memo-label-state_kept = Not connected (what you wrote is kept on this device)
memo-label-state_failed = Could not be saved
memo-label-notice_refused = You cannot write in this memo now. You can copy what is here.
memo-label-notice_read_only = You can only read this now.
memo-label-notice_outdated = The memo has a new format. Please reload the page.
memo-label-notice_not_stored = What you wrote last could not be saved. Please copy it and keep it.
memo-label-notice_paste_too_long = Too long to paste. Please paste it in parts.
memo-label-notice_held = What the other person wrote appears once your conversion is done.
memo-label-reload = Reload
memo-label-copy_all = Copy all
memo-label-copied = Copied
memo-label-discard = Discard what was not saved
memo-label-people = Who is here
memo-label-alone = Just you for now
memo-label-you = (you)
memo-label-seat_leader = leader
memo-label-seat_member = member
memo-label-typing = is writing
memo-label-composing = is typing
memo-label-peer_came = {"{name}"} came in.
memo-label-peer_left = {"{name}"} left.
memo-label-peer_wrote = {"{names}"} wrote in the memo.
memo-label-toolbar = Memo tools
memo-label-keyboard_help = Alt+F10 goes to the tools, Alt+P makes this line a promise.
memo-label-tool_heading = Heading
memo-label-tool_subheading = Subheading
memo-label-tool_bold = Bold
memo-label-tool_italic = Italic
memo-label-tool_strike = Strikethrough
memo-label-tool_code = Code
memo-label-tool_bullets = Bullets
memo-label-tool_numbers = Numbers
memo-label-tool_check = Check box
memo-label-tool_quote = Quote
memo-label-tool_rule = Rule
memo-label-tool_link = Link
memo-label-tool_undo = Undo
memo-label-tool_redo = Redo
memo-label-tool_promise = Make this a promise
memo-label-check_done = Done
memo-label-link_address = Link to
memo-label-link_apply = Apply
memo-label-link_remove = Remove link
memo-label-link_cancel = Cancel
memo-label-link_invalid = Please enter an address that starts with http, https or mailto.
memo-label-promise_empty = This line is still empty.
