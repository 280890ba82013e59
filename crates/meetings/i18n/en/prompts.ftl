### Prompts: topic x past, present, future. 1 is light, 3 goes a little deeper.
### A chosen prompt becomes the member's own line, so each is a question to oneself.

prompt-time-past = Until now
prompt-time-present = Now
prompt-time-future = From here on

## How work is going

prompt-work-past-1 = Which job was I glad to get off my desk?
prompt-work-past-2 = What goes more smoothly for me than it used to?
prompt-work-past-3 = What did I take away from the work that didn’t go to plan?
prompt-work-present-1 = Of everything on my desk, what do I want finished first?
prompt-work-present-2 = Is anything stuck while I wait for someone’s answer?
prompt-work-present-3 = Is there something I keep doing without knowing what it is for?
prompt-work-future-1 = What one change would make next week a little easier?
prompt-work-future-2 = If I could set one procedure myself, which would I pick?
prompt-work-future-3 = What way of working do I want to leave to whoever does this next?

## People around me

prompt-relationships-past-1 = Whose words helped me lately?
prompt-relationships-past-2 = What was it that cleared up a misunderstanding?
prompt-relationships-past-3 = What did I leave unsaid that still comes back to me?
prompt-relationships-present-1 = What kind of person do I find easy to talk to right now?
prompt-relationships-present-2 = When do I hesitate to speak to someone?
prompt-relationships-present-3 = What do I wish people around me understood a bit better?
prompt-relationships-future-1 = Who would I like to team up with next?
prompt-relationships-future-2 = Next time we disagree, how do I want to say it?
prompt-relationships-future-3 = What do I want to be for the people around me?

## Mind and body

prompt-condition-past-1 = On which day this month did I really get some rest?
prompt-condition-past-2 = When I was worn out, what brought me back a little?
prompt-condition-past-3 = Which request could I have said no to, looking back?
prompt-condition-present-1 = If I were the weather this morning, what sky would I be?
prompt-condition-present-2 = At what time of day do my shoulders drop?
prompt-condition-present-3 = Is there something that would feel lighter once said?
prompt-condition-future-1 = When do I want a day off on the calendar before it fills up?
prompt-condition-future-2 = If I start to slip, who should notice, and how?
prompt-condition-future-3 = What won’t I give up if I am to keep working for a long time?

## Where I’m heading

prompt-career-past-1 = As a student, what made me lose track of time?
prompt-career-past-2 = What work have I always done without being asked?
prompt-career-past-3 = Which road not taken do I still think about?
prompt-career-present-1 = Which part of my work do I want more of?
prompt-career-present-2 = What do I like the look of in other people’s jobs?
prompt-career-present-3 = Where might today’s experience be taking me?
prompt-career-future-1 = If I could try any job just once, which would it be?
prompt-career-future-2 = Three years from now, who am I with on a weekday, doing what?
prompt-career-future-3 = On my last day of work one day, what do I hope to have left behind?

## Getting better at things

prompt-skills-past-1 = What can I do now without asking anyone that I couldn’t a year ago?
prompt-skills-past-2 = Whose way of teaching suited me, and why?
prompt-skills-past-3 = Is there something I stopped learning that I’d like to pick up again?
prompt-skills-present-1 = At what kind of task do my hands slow down?
prompt-skills-present-2 = Where in my present work could I practise?
prompt-skills-present-3 = What seems ordinary to me, yet people keep asking me for it?
prompt-skills-future-1 = What would make work easier if I learned it next?
prompt-skills-future-2 = What would I like to be able to teach someone in six months?
prompt-skills-future-3 = In what situation do I want to be the one people turn to?

## Life outside work (whether to talk is the member's choice: never ask for reasons or family)

prompt-private-past-1 = Shall I mention a good moment from my last days off?
prompt-private-past-2 = Shall I talk a little about something I’ve always loved doing?
prompt-private-past-3 = Is there something in life that changed how I see work, and that I’d like to share?
prompt-private-present-1 = Shall I say what I’m looking forward to these days?
prompt-private-present-2 = Is there anything about hours or days off that would help if known?
prompt-private-present-3 = How much would I like to tell, and what would I rather keep to myself?
prompt-private-future-1 = Shall I talk about what I’d like to do on my next day off?
prompt-private-future-2 = Are there plans I’d feel better having mentioned early?
prompt-private-future-3 = Apart from work, what time do I want to keep precious?

## Company and department direction

prompt-policy-past-1 = Which part of the latest company news has stayed with me?
prompt-policy-past-2 = Which past decision am I glad we stuck with?
prompt-policy-past-3 = When did the way something was decided leave me uneasy?
prompt-policy-present-1 = Which words in the plan are hard for me to pin down?
prompt-policy-present-2 = Which of the department’s goals does my work hold up?
prompt-policy-present-3 = When do I feel the plan and daily work don’t fit together?
prompt-policy-future-1 = If I could change one rule, which would I choose?
prompt-policy-future-2 = What should be looked at on the ground before the next plan is made?
prompt-policy-future-3 = How would I like to describe this department to others one day?
