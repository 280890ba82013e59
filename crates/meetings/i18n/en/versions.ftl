# The course of a memo: versions, authors, bringing one back, erasing for good.

versions-title = Memo history
versions-of-shared = Shared memo with { $name }
versions-of-private_note = My own note
versions-of-key_point = What it was about, with { $name }
versions-of-mindful = To keep in mind until next time
versions-link = Memo history
versions-link-private = History of my note
versions-back = Back to the 1-on-1
versions-lead = Who wrote what and when, day by day. You can also bring an earlier version back.
versions-lead-private = What you wrote and when, day by day. Only you can see this.
versions-none-title = Nothing has been written yet
versions-none = Once somebody writes, the history of the memo begins here.
versions-you = You
versions-somebody = Author unknown
versions-somebody-mark = ?
versions-time = { $from } – { $to }
versions-in-talk = during the 1-on-1
versions-amount-form = changed how it looks
versions-amount-written = wrote about { $written } characters
versions-amount-deleted = deleted about { $deleted } characters
versions-amount-both = wrote about { $written } characters and deleted about { $deleted }
versions-restored = Continues after { $name } brought an earlier version back.
versions-erased = The memo when deleted words were erased for good. Nothing from before remains.
versions-begins = The memo when its history began to be kept. Nothing is known of what was before.
versions-older = Further back
versions-before = The version before
versions-keeps = Every stroke is kept for { $days } days after the last word; after that, only how the memo stood at the end of each version.
versions-authors = Colour by author
versions-authors-lead = The memo as it is now, with the colour and mark of whoever wrote each part.
versions-legend = What the marks mean
versions-legend-came = words that came in
versions-legend-went = words that went out
versions-text = What the memo says
versions-empty = There was nothing here at the time.
versions-nothing-left = What was written in this time was also deleted in it. It says the same as before.
versions-print = Print
versions-read-only = You can read this, but no longer change it.
versions-checked = done
versions-unchecked = not done yet
versions-was-checked = ticked by { $name }
versions-was-unchecked = tick removed by { $name }
versions-was-changed = form changed by { $name }
versions-read-came = added by { $name }:{" "}
versions-read-went = deleted by { $name }:{" "}
versions-read-by = { $name }:{" "}
versions-read-end = , end.
versions-name = Keep this version under a name
versions-name-label = Name (up to 40 characters)
versions-name-hint = for example: before the review
versions-name-keep = Keep
versions-restore = Bring this version back
versions-restore-title = Bring back the version of { $day }, { $time }?
versions-restore-lead = The memo would change as shown below. What is the same stays, with its authors. How it is now stays in the history too, so you can return to it.
versions-restore-changes = What would change
versions-restore-do = Bring it back
versions-restore-not = Leave it
versions-restore-same = The memo says exactly this already. There is nothing to bring back.
invalid-version-name = Please give it a name of up to 40 characters.
conflict-memo-moved-on = Somebody wrote in the memo meanwhile. Please look again at what would change now.
conflict-versions-named = Up to 100 versions of a memo can have a name.

erasure-title = Erase deleted words for good
erasure-lead = Takes the words that were deleted from the memo out of its history as well. What the memo says now stays.
erasure-truth = Good to know
erasure-truth-kept = Words deleted from the memo live on in its history. { $days } days after the last word the single strokes go, but whatever stood there at the end of a version stays in that version.
erasure-truth-gone = Once erased, deleted words are neither in the memo nor in its history nor in what margin comments quote. This cannot be undone.
erasure-truth-history = Who wrote what and when goes with them, named versions too. Who wrote the words that are there now stays known.
erasure-truth-backups = Backups made before keep them, until those backups are thrown away.
erasure-truth-elsewhere = Exported files, printed pages, passages shared with others, words copied into handovers, promises and wishes, and the copies on your own devices are not reached.
erasure-read-only = This pair has ended, so this can no longer be done.
erasure-under-way = You have both agreed. It is being erased.
erasure-needless = Nobody has written in the memo since, so there is nothing left to erase.
erasure-ask-about = This is a shared memo, so { $name } has to agree. Without an answer within 14 days, nothing happens.
erasure-ask = Ask { $name }
erasure-do = Erase for good
erasure-not = Leave it
erasure-sure = Erase deleted words for good?
erasure-ask-sure = Ask { $name } to agree to erasing deleted words for good?
erasure-sure-about = The history of the memo goes, and this cannot be undone. What the memo says now stays.
erasure-ask-sure-about = If they agree, the history of the memo goes, and this cannot be undone. What the memo says now stays.
erasure-mine = You have asked { $name }. If they agree by { $until }, deleted words are erased for good.
erasure-withdraw = Withdraw
erasure-theirs = { $name } would like to erase deleted words for good. You can answer until { $until }.
erasure-agree = Agree and erase
erasure-decline = Do not erase
erasure-done = Deleted words were erased for good: { $when }.
conflict-erasure-over = This has been settled already. Please open the page again.

notice-erasure_asked = { $name } asks to erase words deleted from your memo for good
notice-erasure_ended = Erasing words deleted from your memo with { $name } was called off
notice-erasure_lapsed = Erasing words deleted from your memo with { $name } lapsed after 14 days
notice-erasure_done = Words deleted from your memo with { $name } were erased for good

audit-memo-erasure-asked = asked to erase deleted words for good
audit-memo-erasure-agreed = agreed to erase deleted words for good
audit-memo-erasure-ended = called off erasing deleted words
audit-memo-erased = erased deleted words for good

mail-erasure-asked-subject = A question about your shared memo
mail-erasure-asked-greeting = Hello { $name },
mail-erasure-asked-body =
    { $partner } has a question about the shared memo of your 1-on-1 on { $when }.
    They would like to erase words that were deleted from it for good. Please answer within 14 days.
mail-erasure-asked-action = See the question
mail-erasure-asked-footer = Sent when something needs your agreement.

mail-erasure-ended-subject = The question about your shared memo was called off
mail-erasure-ended-greeting = Hello { $name },
mail-erasure-ended-body =
    Erasing deleted words of the memo you share with { $partner } ({ $when }) was called off.
    Its history stays as it is.
mail-erasure-ended-action = See the memo
mail-erasure-ended-footer = Sent to tell you what became of it.

mail-erasure-lapsed-subject = The question about your shared memo has lapsed
mail-erasure-lapsed-greeting = Hello { $name },
mail-erasure-lapsed-body =
    Nobody agreed within 14 days to erase deleted words of the memo you share with { $partner } ({ $when }).
    Its history stays as it is.
mail-erasure-lapsed-action = See the memo
mail-erasure-lapsed-footer = Sent to tell you what became of it.

mail-erasure-done-subject = The history of your shared memo was erased
mail-erasure-done-greeting = Hello { $name },
mail-erasure-done-body =
    Words deleted from the memo you share with { $partner } ({ $when }) were erased for good.
    What the memo says now is still there.
mail-erasure-done-action = See the memo
mail-erasure-done-footer = Sent because both of you agreed to it.
