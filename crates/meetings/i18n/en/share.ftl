# Sharing: passages of a memo for somebody else than the two.

share-receipt = a shared part, until { $day }
share-link = Share a part
share-choose-title = Choose what to show
share-choose-lead = From the memo the two of you share. Nobody sees anything until { $name } agrees.
share-step-choose = Choose
share-step-reader = Reader
share-step-ask = Check and ask
share-passages = What to show
share-choose-next = Choose the reader
share-choose-safe = Nothing is sent yet. Private notes cannot be shared.
share-stale = The memo has changed since, so some of what you chose reads differently now. Please look again.
share-nothing-title = The shared memo is still empty
share-nothing = What you write in a 1-on-1 appears here, and you can choose from it.
share-back-choose = Choose again
share-reader-title = Who should read it?
share-reader-lead = One person at a time.
share-inside = A colleague
share-search = Name or mail
share-choose-person = Choose
share-outside = Somebody outside the company
share-outsider = Who is it?
share-outsider-hint = For example: Dr Nakamura, company doctor. Up to 60 characters. Once it is agreed, you can make a link and an eight-digit code.
share-choose-outsider = Show it to them
share-discard = Drop this
share-back-reader = Choose another reader
share-request-title = Check it, then ask
share-request-lead = You are about to ask { $other }. If they agree, { $reader } will see exactly this.
share-preview = What the reader sees
share-from = From the memo of { $leader } and { $member }
share-purpose = What is it for?
share-purpose-hint = One line, such as: to talk about next year’s role
share-until = Until when?
share-until-hint = At most 90 days. Either of you can end it sooner.
share-ask = Ask { $name }
share-ask-safe = Nobody sees anything before they agree. Without an answer in 14 days the request lapses.

share-title = Shared with { $reader }
share-to = To { $reader }
share-of-day = 1-on-1 of { $day }
share-state-draft = Not finished
share-state-asked = Waiting for an answer
share-state-declined = Declined
share-state-withdrawn = Withdrawn
share-state-lapsed = Ended without an answer
share-state-running = Can be read
share-state-unlinked = No link yet
share-state-revoked = Ended
share-state-expired = Ended on its day
share-asked-lead = { $name } would like to show this to { $reader }. The decision is yours, and you need no reason to say no.
share-waits-lead = Waiting for { $name }. Nobody sees anything until then.
share-fact-reader = Reader
share-fact-outside = (outside the company)
share-fact-purpose = Purpose
share-fact-until = Last day to read
share-fact-asker = Asked by
share-fact-from = Shared by
share-fact-words = { $name } says
share-hidden = Your pair has ended, so you no longer see what was shared. You can still end it.
share-keep = May be shown
share-strike-about = Take the mark off whatever should not be shown. It disappears from this share; the memo keeps it.
share-agree = Agree to show it to { $reader }
share-decline = Rather not
share-words = A word to { $name }
share-decline-send = Say no
share-link-title = Link and code
share-link-about = Make a link and an eight-digit code for the reader. Both are shown once only.
share-link-again-about = A link and a code exist. If they got lost, make new ones; the old link stops working.
share-link-make = Make link and code
share-link-again = Make new ones
share-link-ready = Pass these on to { $reader }
share-link-once = Once you leave this page, they cannot be shown again.
share-link-url = Link
share-link-url-about = Send it by mail, for example.
share-link-copy = Copy link
share-link-code = Code
share-link-code-about = Pass it on some other way than the link. A phone call is safest.
share-link-done = I have both
share-openings = Opened
share-unopened = Not opened yet
share-opened = { $count ->
    [one] Opened once, { $when }
   *[other] Opened { $count } times, last { $when }
}
share-end = End sharing
share-end-sure = End sharing?
share-end-about = The reader loses it at once. This cannot be undone.
share-end-not = Keep it
share-withdraw = Withdraw the request
share-done-asked = Asked. You will hear when there is an answer.
share-done-agreed = Agreed. It can be read now.
share-done-agreed-outside = Agreed. It can be read once { $name } has made a link and passed it on.
share-done-declined = Declined. The copied text is gone.
share-done-ended = Ended. The reader can no longer see it.

share-list-title = What this pair has shared
share-list-lead = Parts of your memos with { $name } that somebody else may read or could read.
share-list-none-title = Nothing shared yet
share-list-none = Use “Share a part” on a memo to choose what to show. It is seen only once both of you agree.
share-list-none-ended = After a pair has ended, nothing new can be shared.
share-list-readers = Only the two of you can see this list.
share-until-day = until { $day }
share-mine-title = Sharing
share-mine-lead = Every share that concerns you.
share-mine-waiting = Waiting for your answer
share-mine-asked = { $name } would like to show something to { $reader }
share-mine-for-me = For you to read
share-mine-from = From { $name }
share-mine-drafts = Not finished
share-mine-asked-by-me = Asked for by you
share-mine-others = Answered by you

share-read-title = Shared with you
share-cover = { $leader } and { $member } have agreed to show you a part of their 1-on-1 memo. They will see when you open it.
share-read = Read
share-read-care = Both of them agreed to this. Please do not copy it or pass it on. Later changes of the memo do not show here.
share-over-title = This share has ended
share-over = The text can no longer be read. If you need it, ask whoever shared it.

shared-door-title = Read what was shared with you
shared-door-lead = Enter the eight-digit code that you were given separately from the link.
shared-code = Code
shared-enter = Open
shared-door-care = Whoever shared it will see when you opened it.
shared-lost-title = This link does not open anything
shared-lost = Please check with whoever shared it with you that the link is right.
shared-code-wrong = That code is not right. Please check it.
shared-code-rests = The code was wrong several times. Please try again in about { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.

invalid-share-nothing = Choose at least one passage.
invalid-share-much = This is too much to share at once. Please choose up to 300 passages, fewer when they are long.
invalid-share-outsider = Say who should read it.
invalid-share-outsider-long = Use at most 60 characters.
invalid-share-reader = This person cannot be chosen. Choose somebody else than the two of you who is here now.
invalid-share-purpose = Say in one line what it is for.
invalid-share-purpose-long = Use at most 120 characters.
invalid-share-until = Choose a day within the next 90 days.
invalid-share-words-long = Use at most 400 characters.
invalid-share-all-struck = Nothing would be left to show. If you would rather not, choose “Rather not”.
conflict-share = This share has moved on in the meantime. Open it again to see where it stands.
gone-share = This share has ended.

notice-share_asked = { $name } would like to show a part of your memo to somebody.
notice-share_agreed = { $name } agreed to your share.
notice-share_declined = { $name } would rather not share it.
notice-share_lapsed = Your request to share ended without an answer.
notice-share_ready = { $name } has something for you to read.
notice-share_revoked = { $name } ended a share.
notice-share_locked = A shared link was closed after too many wrong codes.

mail-tidings-subject = News from Aizuchi
mail-tidings-greeting = Hello { $name },
mail-tidings-action = See it in Aizuchi
mail-tidings-footer = You get these mails only when your answer is needed or your own records are concerned.
mail-share_asked-body =
    You are asked for your consent.
    { $partner } would like to show a part of what you two wrote to somebody. The decision is yours. Without an answer in 14 days the request lapses.
mail-share_agreed-body =
    There is an answer to your request.
    { $partner } agreed.
mail-share_declined-body =
    There is an answer to your request.
    { $partner } would rather not.
mail-share_lapsed-body =
    Your request ended without an answer.
    It was meant for { $partner }. If it still matters, talk first and ask again.
mail-share_ready-body =
    There is something for you to read.
    It comes from { $partner }, and can be read for a limited time.
mail-share_revoked-body =
    A share has ended.
    { $partner } ended it.
mail-share_locked-body =
    A shared link was closed.
    Too many wrong codes were entered. Whoever asked for it can make a new link.

audit-share-asked = Asked to share a part of a memo
audit-share-agreed = Agreed to share a part of a memo
audit-share-declined = Declined to share a part of a memo
audit-share-revoked = Ended a share of a part of a memo
