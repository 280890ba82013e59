### Topics, expectations and the one line of the ten-second check.
### The member chooses; the leader follows. Every sentence here assumes that.

## Topics

topic-work = How work is going
topic-work-about = Progress, friction, small tricks that helped: everyday work
topic-relationships = People around me
topic-relationships-about = Good moments and worries with colleagues or customers
topic-condition = Mind and body
topic-condition-about = Energy, tiredness, ease at work. Only as far as you want to go
topic-career = Where I’m heading
topic-career-about = Work you would like to try one day, even if the picture is still hazy
topic-skills = Getting better at things
topic-skills-about = What you want to learn, how to practise, what you can do now
topic-private = Life outside work
topic-private-about = Home and the things you love. Choose it only when you feel like it
topic-policy = Company and department direction
topic-policy-about = Plans and goals: what you want to know, what you make of them

## Expectations
## "behaviour" tells the leader how to be there; "opening" is a first sentence the leader may use.

expectation-advice = I’d like advice
expectation-advice-short = Advice
expectation-advice-behaviour = Hear the whole situation first, then offer one or two things to try.
expectation-advice-opening = Tell me where things stand, and then I’ll say what I would do.
expectation-think-together = Think it through with me
expectation-think-together-short = Think together
expectation-think-together-behaviour = Hold back your answer. Write it out side by side and look for the next step.
expectation-think-together-opening = It doesn’t have to be tidy yet. Where shall we start?
expectation-listen = I’d like you to listen
expectation-listen-short = Listen
expectation-listen-behaviour = Listen to the end. Advice only if you are asked for it.
expectation-listen-opening = I’m here to listen today. Start wherever you like.
expectation-opinion = I want to hear your view
expectation-opinion-short = Your view
expectation-opinion-behaviour = Say what you think and why. If you don’t know, say that too.
expectation-opinion-opening = Here is how I see it. Stop me as soon as you see it differently.
expectation-report = I have something to report
expectation-report-short = Report
expectation-report-behaviour = Take it in without interrupting and say back what you heard. No rush to give orders.
expectation-report-opening = Thank you for telling me. Any order is fine.

## The line of the ten-second check (read by the leader just before the start)

precheck-work-advice = Narrow it to one sticky moment, then share one remedy and a mistake of your own.
precheck-work-think-together = Write the steps on paper together and look first for what can be dropped.
precheck-work-listen = Don’t chase progress. Hear out where the effort is going.
precheck-work-opinion = Say where you would begin, and leave the choice with them.
precheck-work-report = Ask what they did cleverly before asking for results. No new tasks today.

precheck-relationships-advice = Make nobody the villain. Offer one way to put it; ask before you step in.
precheck-relationships-think-together = Separate what happened from how it felt, then pick one small thing to say.
precheck-relationships-listen = Don’t rule on who was right. Ask how it felt.
precheck-relationships-opinion = Speak only of what you have seen. Don’t rate people who aren’t in the room.
precheck-relationships-report = Share the joy if it’s good news. If not, ask who else may know.

precheck-condition-advice = No diagnosis. Name work you can take away and support that exists.
precheck-condition-think-together = Take the heaviest task and decide together: amount, deadline or owner.
precheck-condition-listen = Don’t dig for causes. Go only as far as they go, and let silence be.
precheck-condition-opinion = Share what keeps you steady, including what didn’t work.
precheck-condition-report = Thank them for telling you. Ask what would help and who may be told.

precheck-career-advice = Hear the wish first, then name one person or experience. Promise no transfer.
precheck-career-think-together = Ask for three jobs they enjoyed and look for what those have in common.
precheck-career-listen = Set aside whether it’s possible. Hear the picture as they see it.
precheck-career-opinion = Say which role you think suits them, and the moments that made you think so.
precheck-career-report = Ask what led to the decision and back it first. Paperwork comes later.

precheck-skills-advice = Suggest only the next step: one book, one person or one chance, by name.
precheck-skills-think-together = Find a place in today’s work to practise and agree on a day to try.
precheck-skills-listen = Don’t count what’s missing. Ask where it grew and where it got stuck.
precheck-skills-opinion = Recall a recent moment: one thing that grew, one thing to work on next.
precheck-skills-report = Enjoy it with them, and let them teach you how they got there.

precheck-private-advice = Answer only what was asked. Mention one kind of leave or support, if it fits.
precheck-private-think-together = Leave the reasons be; look for hours or duties that could move.
precheck-private-listen = Don’t dig. Take good care of as much as they choose to tell.
precheck-private-opinion = Speak briefly, for yourself. Don’t compare families.
precheck-private-report = Respond to the person first. Then ask only whether work should adjust.

precheck-policy-advice = Translate the plan into their own work and name one thing to change first.
precheck-policy-think-together = Put the doubt into words and draft together what should go upwards.
precheck-policy-listen = Don’t defend, don’t persuade. Hear out what doesn’t sit right.
precheck-policy-opinion = Keep the company’s line and your own view apart. Set a day for what you must find out.
precheck-policy-report = Take the news from the floor as it is, and say who will hear it and when.

## The list of topics (for administrators)

topics-about = What people can choose from when they prepare. Word and order it as your organization speaks. A new name also shows in past 1-on-1s.
topics-hidden = Hidden
topics-up = Move “{ $name }” up
topics-down = Move “{ $name }” down
topics-change = Change name or visibility
topics-name = Name in Japanese
topics-name-en = Name in English
topics-first-name = Left empty, it goes back to “{ $name }”.
topics-rename = Use this name
topics-hide = Hide from the list
topics-hide-about = 1-on-1s in which it was chosen keep it.
topics-show = Show in the list
topics-add = Add a topic
topics-add-do = Add to the list
topics-stale = The name was changed meanwhile. Send it once more if yours is right.

invalid-topic-unnamed = Please enter a name.
invalid-topic-long = At most 24 characters for a name, please.
invalid-topic-taken = A topic of this name is in the list already.
invalid-topic-many = There is room for 30 topics.
invalid-topic-last = The last one cannot be hidden. Show another one first.

audit-topic-added = Added a topic
audit-topic-renamed = Renamed a topic
audit-topic-hidden = Hid a topic
audit-topic-shown = Showed a topic again
audit-topic-moved = Changed the order of topics
