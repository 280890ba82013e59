### Words for the first screens and for invitations: the 1-on-1 belongs to the member.
### They make promises about who can read what, so they must match the access rules.

## What a 1-on-1 is ("title" is a heading, "short" the line that goes into an invitation)

about-is-title = This time is yours
about-is-short = You choose what to talk about and what you would like from the other person.
about-is = A 1-on-1 is time for two people, to talk about whatever you like for as long as you like: work, the years ahead, anything. It doesn’t have to be neatly prepared. You choose the subject; the other person is there to back you up.

## What a 1-on-1 is not

about-is-not-title = Not a review, not a status meeting
about-is-not-short = Nobody gets rated here and no work gets handed out.
about-is-not = Nothing you say here turns into a mark. Instructions and deadlines have meetings of their own. Some days words come slowly, some days there is nothing to say. Resting or keeping it short never counts against you.

## Who can read what

about-readers-title = Only the two of you can read it
about-readers-short = What you talk about is closed to administrators and to HR.
about-readers = The topics you choose, what you ask for, the shared memo and the promises can be read by you and the other person, and by no one else. A private note is seen only by whoever wrote it. Administrators can tell who is paired with whom, and no more than that.

## Ways to skip (none of them ever counts against anyone)

skip-nothing-today = Not this time
skip-nothing-today-about = Some days there is nothing to say. Topics and promises wait for next time.
skip-ten-minutes = Just ten minutes
skip-ten-minutes-about = Meet briefly over one thing that matters. The rest can wait.
skip-written = In writing
skip-written-about = Use the shared memo instead of meeting. Each of you reads when it suits.
skip-move = Another day
skip-move-about = Everything you prepared stays; only the date changes.
