# Handing over: when the leader changes, when the member comes back from leave.

handover-title = Handover
handover-lead = What the next leader should know, checked line by line by the member first.
handover-none-title = No handover yet
handover-none = It is for the day the leader changes, or for coming back from leave.
handover-begin = Prepare a handover
handover-safe = Nothing reaches the next leader before the member agrees.
handover-new-leader = Draft what the next leader should know. { $name } sees the draft too, and decides what is passed on.
handover-new-member = Choose and write what your next leader should know. Nothing is passed on before you agree.
handover-kind = What is it for?
handover-kind-transfer = The leader changes
handover-kind-return = Back from leave
handover-suggested = Suggestions
handover-suggested-about = Open promises and carried topics, and from the last three months key points, things to keep in mind and wishes. Days on which health or private life was a topic are left out, and private notes always.
handover-suggested-none = There is nothing to suggest. You can write lines of your own next.
handover-sensitive-leader = Please leave out health and private life. Only the member can add those.
handover-create = Make a draft
handover-line-promise = Promise ({ $name }): { $text }
handover-line-wish = { $name } wishes: { $text }
handover-from = { $source } · { $day }
handover-line-topic = To be continued: { $topic }
handover-line-topic-words = To be continued: { $topic } — { $text }
handover-of = { $member } · since { $day }
handover-for = for { $name }
handover-about = Handover about { $name }
handover-fact-member = Member
handover-fact-leader = Leader so far
handover-fact-reader = Next leader
handover-fact-read = Read
handover-reader-none = Not decided yet
handover-state-draft = Draft
handover-state-offered = With the member
handover-state-offered-you = Waiting for you
handover-state-declined = Not passed on
handover-state-withdrawn = Withdrawn
handover-state-waiting = Waiting for the next leader
handover-state-running = Can be read
handover-state-over = Over
handover-member-draft = Check, reword or strike lines. Nothing reaches the next leader before you agree.
handover-member-offered = A draft from { $name } is here for you. Reword or strike any line, then decide.
handover-member-declined = You decided not to pass it on. The draft is gone.
handover-member-withdrawn = You took it back. Nobody can see it.
handover-member-waiting = You agreed. Choose the next leader here once you know, and they can read it.
handover-member-running = The next leader can read it. You can take it back at any time.
handover-member-over = This handover is over. Nobody can see it any more.
handover-leader-draft = { $name } can see this draft. Hand it over when you are done.
handover-leader-left = Your pair has ended, so { $name } decides whether it goes on. You no longer see the text.
handover-leader-offered = It is with { $name }, who decides from here. You no longer see the text.
handover-leader-declined = { $name } decided not to pass it on.
handover-leader-withdrawn = It was taken back.
handover-leader-waiting = { $name } agreed. It waits for the next leader.
handover-leader-running = { $name } agreed, and the next leader can read it.
handover-leader-over = This handover is over.
handover-lines = What to pass on
handover-lines-none = Nothing yet. Add lines below.
handover-source-promise = Promise
handover-source-topic = To be continued
handover-source-memo = From the memo
handover-source-key_point = What it was about
handover-source-mindful = To keep in mind
handover-source-wish = Wish for change
handover-source-own = Added
handover-struck = Struck (gone for good once you agree)
handover-edit = Reword
handover-text = What to pass on
handover-save = Save
handover-strike = Strike this line
handover-restore = Take it back in
handover-add = Add a line
handover-topic = What it is about
handover-topic-none = Nothing in particular
handover-add-line = Add
handover-from-memo = Choose from the memo
handover-from-memo-lead = Pick a day, then choose from its shared memo.
handover-past = Days of 1-on-1s
handover-past-none = There has been no 1-on-1 yet.
handover-take = Add what I chose
handover-stale = This line was changed on another screen first. Below is what it says now.
handover-typed = What you were writing is still in the field below.
handover-next = Next leader
handover-next-later = You can choose later if it is not decided yet.
handover-next-none = Once your 1-on-1 with the next leader begins, you can choose them here.
handover-next-choose = Who should read it?
handover-name = Choose
handover-offer = Hand it to { $name }
handover-drop = Drop this draft
handover-to-preview = See what they will see
handover-back-edit = Back to the lines
handover-preview = What the next leader will see
handover-preview-lead = Exactly this, and nothing else.
handover-days = For how long?
handover-days-count = { $days } days
handover-preview-stale = Lines changed while you were looking. Below is what is there now; please check it again.
handover-agree = Pass this on
handover-agree-about = Struck lines are deleted now. You can still take all of it back at any time.
handover-decline = Do not pass it on
handover-decline-send = Pass nothing on
handover-read-lead = { $name } checked every line and agreed.
handover-read-care = { $name } decided what stands here. Please do not copy it or pass it on.
handover-cover = There is something { $name } would like you to know. They will see that you have read it.
handover-withdraw = Take it back
handover-withdraw-sure = Take the handover back?
handover-withdraw-about = The text is deleted, and the next leader can no longer open it. This cannot be undone.
handover-talk = A talk of three
handover-talk-about = Find fifteen minutes for the three of you.
handover-talk-propose = Propose a time
handover-talk-again = Propose another time
handover-talk-date = Day
handover-talk-time = Time
handover-talk-send = Propose this time
handover-talk-fits = I can make it
handover-talk-other = I can’t make it then
handover-talk-yes = Can make it
handover-talk-no = Can’t make it then
handover-talk-waits = No answer yet
handover-talk-settled = It is settled
handover-done-offered = Handed to the member, who decides from here.
handover-done-agreed = You agreed. Struck lines are gone.
handover-done-declined = Nothing is passed on. The draft is gone.
handover-done-withdrawn = Taken back. Nobody can see it any more.
handover-done-named = The next leader is noted.
handover-done-proposed = Your time is proposed.
handover-done-replied = Your answer is noted.
handover-over-title = This handover is over
handover-over = The text can no longer be read. If something matters, ask the member.
handover-link = Handover

invalid-handover-empty = Write what to pass on.
invalid-handover-long = Use at most 1,000 characters.
invalid-handover-many = A handover holds at most 100 lines. Strike one before you add another.
invalid-handover-topic = This topic cannot be found. Please choose again.
invalid-handover-sensitive = Only the member can add lines about health and private life.
invalid-handover-nothing = Nothing would be passed on. Keep at least one line.
invalid-handover-next = This person cannot be chosen. Choose a leader with whom 1-on-1s are going on now.
invalid-handover-days = Choose for how long.
invalid-handover-kind = Say what the handover is for.
invalid-handover-talk-past = Choose a time that lies ahead.
conflict-handover = This handover has moved on in the meantime. Open it again to see where it stands.
gone-handover = This handover is over.

notice-handover_begun = { $name } began to prepare a handover.
notice-handover_offered = { $name } drafted a handover for you to check.
notice-handover_agreed = { $name } agreed to the handover.
notice-handover_declined = { $name } decided not to pass it on.
notice-handover_ready = There is something { $name } would like you to know.
notice-handover_read = { $name } has read the handover.
notice-handover_withdrawn = { $name } took the handover back.
notice-handover_talk_proposed = { $name } proposed a time for a talk of three.
notice-handover_talk_other = { $name } would like another time.
notice-handover_talk_settled = The talk of three is settled.
mail-handover_begun-body =
    Something has begun that concerns you.
    { $partner } started to prepare a handover to your next leader. Nothing is passed on before you agree.
mail-handover_offered-body =
    There is something for you to check.
    { $partner } drafted a handover. You can reword or strike every line.
mail-handover_agreed-body =
    There is an answer.
    { $partner } agreed to the handover.
mail-handover_declined-body =
    There is an answer.
    { $partner } decided not to pass it on.
mail-handover_ready-body =
    There is something for you to read.
    It comes from { $partner }, and can be read for a limited time.
mail-handover_read-body =
    The handover was read.
    { $partner } opened it.
mail-handover_withdrawn-body =
    A handover was taken back.
    { $partner } took it back.
mail-handover_talk_proposed-body =
    A time was proposed.
    { $partner } proposed a time for the three of you to talk for fifteen minutes.
mail-handover_talk_other-body =
    There is an answer to the time you proposed.
    { $partner } would like another time.
mail-handover_talk_settled-body =
    The talk of three is settled.
    With the answer of { $partner }, all three can make it.

audit-handover-begun = Began a handover
audit-handover-agreed = Agreed to a handover
audit-handover-declined = Passed no handover on
audit-handover-withdrawn = Took a handover back
