### The screens before a 1-on-1: next 1-on-1, people coming up, preparation, ten-second look, dates, rhythm, topics.
### Nobody is blamed. "Not yet" is no trouble: it can be settled on the spot.

called = { $name }
list-comma = {", "}
optional = optional
minutes = { $minutes } min
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
form-mend = Please look at this again
back-home = Back to the start

## Both home screens

prepared = Prepared
not-prepared = Not yet
choose-together = You can choose the topics together on the spot
prepare = Prepare
prepare-how-long = about 1 minute
change-preparation = Change what you chose
open-meeting = Open the 1-on-1
change-date = Change the date
going-on = Going on now
skip-or-shorten = Skip or shorten
extra = Extra 1-on-1
seen-by = { $name } looked at it: { $time }
looked = You have looked
look = Ten-second look
manner-ten_minutes = Ten minutes only
manner-written = In writing
item-carried = continued
expectation-open = Not decided yet

promise-mine = You
promise-with = with { $name }
promise-until = by { $day }
promise-done = Done
promise-open = In progress
promise-dropped = Let go

proposal-of = { $name } proposes: { $topic }
proposal-free = Whether you talk about it is up to you. A no needs no reason.
proposal-accept = Let's talk about it
proposal-decline = Not this time
proposal-open = Propose a topic
proposal-about = { $name } decides whether to take it up. Only they can open "life outside work".
proposal-choose = Please choose
proposal-line = A line of your own
proposal-send = Propose
proposal-waits = Proposed: { $topic }
proposal-withdraw = Take back

## Next 1-on-1

home-title = Your next 1-on-1
home-undecided = You will choose the topics together on the spot.
home-past-skip = We skipped it
home-promises = Promises from last time
home-beside = Also here
home-extra = Add a meeting
home-rhythm = Change the schedule
home-readers = Only you and { $name } can read topics and memos.
home-invites = Choose what to talk about and { $name } will read it before you start. It is fine not to have decided.
led-more = Propose a topic or change the date
home-led-all = See all
home-later = Coming up
invite-rhythm = Set a schedule with { $name }
invite-rhythm-about = Choose a weekday and a time, and the dates will be planned for you. You can change them whenever you like.
invite-rhythm-action = Set a schedule
invite-once-action = Plan a single one
invite-date = Choose the next date with { $name }
invite-date-about = Nothing is planned at the moment. You can plan one whenever you want to talk.
invite-date-action = Choose a date

alone-title = Start having 1-on-1s
alone-how = Once you start a 1-on-1 with somebody, the next one appears here. It can be your manager, somebody you lead, or anyone you would like to talk with.
alone-start = Choose a partner

## People coming up

today-title = Coming up
today-empty = Nobody to meet in the next eight days
today-empty-about = What is planned appears here in the order of time.
today-empty-alone = When you listen to somebody in 1-on-1s, they appear here.
today-past = 1-on-1s whose day has passed
today-past-about = If you talked, open it and close it there. If not, skip it and the topics move on to the next one.
today-undated = Nothing planned yet
today-promises = What you promised

## What was just done

done-prepared = You are prepared.
done-undecided = You will choose on the spot. That counts as prepared.
done-moved = The date has changed. Topics and promises are as they were.
done-moved-all = All dates from now on have moved. Topics and promises are as they were.
done-rhythm = The schedule is set and the dates are planned.
done-planned = The 1-on-1 is planned.
done-skipped = This one is skipped. Topics and promises wait for the next.
done-ten-minutes = This time it is ten minutes only.
done-written = This time you will exchange it in writing.
done-usual = Back to the usual way.
done-cancelled = The 1-on-1 is called off. Topics and promises are kept.
done-proposed = The topic is proposed. They decide whether to take it up.
done-withdrawn = The proposal is taken back.
done-accepted = The topic is on the agenda.
done-declined = Not this time, then.

## Preparation

prepare-title = Choose what to talk about
prepare-topics = What to talk about
prepare-topics-about = One is plenty. You can choose as many as you like.
prepare-own-only = only you can open this
prepare-what-is-what = What the topics mean
prepare-expectations = What you would like back
prepare-expectations-about = For each topic, choose how you would like { $name } to respond.
prepare-until = Choose a topic and this is where you say what you would like.
prepare-undecided = Not decided yet (choose on the spot)
prepare-words = A few words
prepare-words-about = You do not have to write anything.
prepare-borrow = You can borrow a question
prepare-send = Send this
prepare-last = Last time:
prepare-same = Same as last time
prepare-stale = Another change came first
prepare-stale-about = What you chose is still here below. If it is right, press "Send this" once more.
prepare-kept-now = Kept at the moment: { $kept }
prepare-nothing-kept = nothing is chosen yet
topic-with-expectation = { $topic } ({ $expectation })
readers = Only you and { $name } can read this.

invalid-topic = This topic cannot be chosen. Please reload the page.
invalid-topic-missing = Please choose a topic.
invalid-topic-twice = This topic is on the agenda already.
invalid-topic-private = Only the other person can open this topic.
invalid-topics-many = At most 12 topics, please.
invalid-line-long = At most 400 characters, please.
invalid-nothing-chosen = Choose one topic, or press "Not decided yet".
conflict-stale = Somebody, or another window of yours, changed this first. Look at it as it is now and try again.
conflict-one-on-one-over = This 1-on-1 is over or was skipped.
conflict-overlap = One of you has another 1-on-1 at that time.

## Ten-second look

precheck-title = Ten-second look
precheck-more = Also: { $topics }
precheck-open-behaviour = Begin by asking what they would like from you.
precheck-undecided = They would like to choose on the spot
precheck-opening = Ask "What shall we use today for?" and choose together.
precheck-promises = Promises from last time
precheck-look = Seen
precheck-as-leader = This is what { $name } sees before you start.

## Changing a date, adding one, skipping one

with-partner = Your 1-on-1 with { $name }
date-now = { $when } with { $name }
date-keeps = Topics and promises move along to the new date.
date-day = Day
date-time = Starts at
date-free = Times without another 1-on-1 for either of you
date-minutes = Length
date-place = Place or link
date-scope = How much changes?
date-scope-one = Only this one
date-scope-all = All from now on
date-scope-all-about = The weekday and time follow this date
date-save = Move it here
date-anyway = Use this date anyway
date-anyway-about = What you chose is still below. You can change it, or go on as it is.
date-check-again = Check the changed date
date-stale = The date was changed meanwhile
date-stale-about = What you chose is still below. Send it once more if it is right.
date-rather-skip = Skip or shorten it instead
zone-differs = Times are in your zone ({ $mine }). The other person or the schedule uses { $theirs }.
extra-title = Add a 1-on-1
extra-about = A single one beside the schedule, when you want to talk.
extra-save = Plan it here
conflict-overlap-later = One of the dates to come meets another 1-on-1 of one of you.
conflict-holiday = This is a weekend or a public holiday.
conflict-day-off = { $day } is { $why }.
day-off-holiday = a public holiday
day-off-weekend = a weekend

skip-title = How about this one?
skip-lead = None of these counts against anybody.
skip-choose = Choose this
skip-next = The next one is { $when }.
skip-usual = Back to the usual way
skip-manner-now = At the moment it is: { $manner }.
cancel-about = If it should not happen at all, you can call it off.
cancel-one-on-one = Call it off
cancel-sure = Call this 1-on-1 off? Topics and promises are kept.
cancel-yes = Call it off
cancel-no = Keep it

## The schedule

rhythm-title = The schedule of your 1-on-1s
rhythm-about = Once it is set, the dates are planned for you. You can change it at any time.
rhythm-changes = What you prepared stays; the dates ahead move to the new schedule.
rhythm-cadence = How often
rhythm-weekday = Weekday
rhythm-first = Starting on
rhythm-zone = The schedule follows the time of { $zone }.
rhythm-preview = The dates ahead
rhythm-preview-none = Set a schedule and the next six dates appear here.
rhythm-preview-again = Check the dates
rhythm-instead = { $day } is { $why }
rhythm-date-taken = another 1-on-1 at that time
rhythm-stale = The schedule was changed meanwhile
rhythm-taken = Some dates meet other 1-on-1s
rhythm-anyway = Use this schedule anyway
rhythm-save = Start with this schedule
rhythm-change = Change to this schedule
cadence-weekly = Every week
cadence-twice_monthly = Twice a month (1st and 3rd)
cadence-monthly = Once a month (1st)
cadence-none = No schedule (each time anew)

invalid-date = Please enter a day like 2026-11-26, one that exists.
invalid-date-past = Please choose a time that is still to come.
invalid-date-far = Please choose a day within the next year.
invalid-time = Please enter a time like 15:00, from 0:00 to 23:59.
invalid-time-skipped = The clocks go forward on that day and skip this time. Please choose another.
invalid-minutes = Please choose a length from 10 to 120 minutes.
invalid-place = At most 80 characters for the place, please.
invalid-cadence = Please choose how often.
invalid-weekday = Please choose a weekday.

## News

notices = News
notices-know = Mark all as read
notices-about = Changed dates and summaries arrive here. Each one leads to its page.
notices-all = All news
notices-unread = Unread
notices-older = Older news
notices-none = No news
notices-none-about = You hear when a date changes and when a 1-on-1 is over.
notices-settings = Choose what comes by mail
notice-day_before = Your 1-on-1 with { $name } is { $when }
notice-starting = Your 1-on-1 with { $name } is about to begin ({ $when })
notice-planned = A 1-on-1 with { $name } was planned ({ $when })
notice-moved = Your 1-on-1 with { $name } is now { $when }
notice-changed = Your 1-on-1 with { $name } ({ $when }) will be held in another way
notice-skipped = Your 1-on-1 with { $name } ({ $when }) was skipped
notice-cancelled = Your 1-on-1 with { $name } ({ $when }) was called off
notice-after = Your 1-on-1 with { $name } ({ $when }) is still open
notice-summary = Your 1-on-1 with { $name } ({ $when }) is summed up
