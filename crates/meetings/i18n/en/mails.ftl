### Mails. Subjects and first lines must be harmless on a locked screen.
### No person's name and no topic in a subject; the partner's name comes on the second line at the earliest.
### name is the reader, partner the other of the two, when a date and time, url where to go.

## Invitation to a pair (member)

## The day before (member, nothing chosen yet)

mail-day-before-subject = Your next 1-on-1 is coming up
mail-day-before-greeting = Hello { $name },
mail-day-before-body =
    A short note about your next 1-on-1.
    You meet { $partner } on { $when }. Picking what to talk about takes a minute and makes the time your own.
    If nothing comes to mind, leave it open or take this one off.
mail-day-before-action = Choose what to talk about
mail-day-before-footer = You get this the working day before a 1-on-1. You can mute it at any time under “Notices”.

## The day before (member, prepared)

mail-day-before-prepared-subject = Your next 1-on-1 is coming up
mail-day-before-prepared-greeting = Hello { $name },
mail-day-before-prepared-body =
    A short note about your next 1-on-1.
    You meet { $partner } on { $when }, and you are all set. If you change your mind, you can choose again even after it has begun.
mail-day-before-prepared-action = Look over my preparation
mail-day-before-prepared-footer = You get this the working day before a 1-on-1. You can mute it at any time under “Notices”.

## Starting soon (leader)

mail-starting-leader-subject = Your 1-on-1 starts soon
mail-starting-leader-greeting = Hello { $name },
mail-starting-leader-body =
    Please take ten seconds before it begins.
    You meet { $partner } on { $when }.
mail-starting-leader-action = Take the ten-second look
mail-starting-leader-footer = You get this shortly before a 1-on-1. You can mute it at any time under “Notices”.

## Starting soon (member)

mail-starting-member-subject = Your 1-on-1 starts soon
mail-starting-member-greeting = Hello { $name },
mail-starting-member-body =
    Your time is about to begin.
    Your time with { $partner } begins on { $when }. Take a breath first.
mail-starting-member-action = Open the 1-on-1
mail-starting-member-footer = You get this shortly before a 1-on-1. You can mute it at any time under “Notices”.

## After the meeting (both)

mail-summary-subject = Thank you for your 1-on-1
mail-summary-greeting = Hello { $name },
mail-summary-body =
    Thank you for taking the time.
    Your 1-on-1 with { $partner } on { $when } is over: here is a summary. If something isn’t quite how you meant it, add it to the shared memo.
mail-summary-promises = Promised until next time
mail-summary-no-promises = No promises this time.
mail-summary-next = Next 1-on-1: { $when }
mail-summary-next-undecided = The next date is still open.
mail-summary-action = Open the shared memo
mail-summary-footer = Sent once to both of you after a 1-on-1. You can mute it at any time under “Notices”.

## A new date (the first one, or an extra one)

mail-planned-subject = A 1-on-1 has been planned
mail-planned-greeting = Hello { $name },
mail-planned-body =
    A new date for you.
    Your 1-on-1 with { $partner } is on { $when }. If it does not suit you, you can change it on the page.
mail-planned-action = See the date
mail-planned-footer = Sent whenever a date is planned.

## Date moved

mail-moved-subject = A 1-on-1 has a new date
mail-moved-greeting = Hello { $name },
mail-moved-body =
    There is a new date.
    You now meet { $partner } on { $when }. Topics and promises have moved along with it.
mail-moved-action = See the new date
mail-moved-footer = Always sent when a date changes.

## Another form this time (ten minutes, or in writing)

mail-changed-subject = A 1-on-1 takes another form this time
mail-changed-greeting = Hello { $name },
mail-changed-body =
    This one will be a little different from usual.
    It is the 1-on-1 with { $partner } on { $when }. The page tells you which form it takes.
mail-changed-action = See what changes
mail-changed-footer = Always sent when a date changes.

## Skipped

mail-skipped-subject = This 1-on-1 takes a rest
mail-skipped-greeting = Hello { $name },
mail-skipped-body =
    No meeting this time.
    It was the 1-on-1 with { $partner } on { $when }. Resting is a good use of it too. Topics and promises wait for the next one.
mail-skipped-action = See the next date
mail-skipped-footer = Always sent when a date changes.

## Cancelled

mail-cancelled-subject = A 1-on-1 has been called off
mail-cancelled-greeting = Hello { $name },
mail-cancelled-body =
    A date has been called off.
    The 1-on-1 with { $partner } on { $when } will not take place. What you wrote down stays. Pick a new day whenever you feel like talking.
mail-cancelled-action = Pick another day
mail-cancelled-footer = Always sent when a date changes.

## The time has passed and nobody closed it (to both)

mail-after-subject = How was your 1-on-1?
mail-after-greeting = Dear { $name },
mail-after-body =
    The time of your 1-on-1 with { $partner } ({ $when }) has passed.
    If you talked, note what you promised and close it, so that next time can start from there. If you didn't, you can skip it or find another date.
mail-after-action = Open the 1-on-1
mail-after-footer = Sent once after the planned time. You can turn it off at any time under "Notices".
