# My 1-on-1s: see, begin, end.

pairs-title = My 1-on-1s
pairs-lead = The people you hold 1-on-1s with. The two of you decide when to begin and when to stop.
pairs-none-title = Nobody yet
pairs-none = Choose somebody who should listen to you, or somebody you would like to listen to. It need not be your boss.
pairs-led = They listen to you
pairs-leading = You listen to them
pairs-ended = Earlier ones
pairs-ended-about = You were the one who talked, so only you can still read these records.
pairs-since = since { $day }
pairs-journey = Journey
pairs-series = Schedule and dates
pairs-end = End
pairs-new = Start a 1-on-1
pairs-new-lead = With whom? Type part of a name, its reading or a mail address.
pairs-search = Name, reading or mail address
pairs-search-again = Look for somebody else
pairs-with = Start a 1-on-1 with { $name }
pairs-who-leads = Who listens?
pairs-who-leads-hint = The time belongs to the one who talks. The one who listens is there to help.
pairs-they-lead = I talk, { $name } listens
pairs-i-lead = { $name } talks, I listen
pairs-kind = What connects you
pairs-begin = Start
pairs-invitation = { $name } gets a mail about it. It says nothing about what you want to discuss.
pairs-began = Your 1-on-1 has started. Next, choose a first date under “Schedule and dates”.
pairs-ended-now = The 1-on-1 has ended
pairs-readers = Only the two of you can ever read what you write here.
pairs-ending-title = End this 1-on-1?
pairs-ending-lead = This ends the 1-on-1 of { $leader } (listens) and { $member } (talks).
pairs-ending-leader = For { $name }
pairs-ending-leader-loses = Topics, shared memos, promises and the journey of the two are no longer visible.
pairs-ending-at-once = From that very moment. Pages that are open do not go on.
pairs-ending-leader-notes = Their private notes stay theirs, but no page leads to them any more. To keep them, export first.
pairs-ending-member = For { $name }
pairs-ending-member-keeps = Everything so far stays readable and can be exported.
pairs-ending-member-writes = Nothing can be added to this 1-on-1 any more.
pairs-ending-onward = The next leader
pairs-ending-onward-member = Nothing passes on without the member’s consent. If there is something to pass on, a handover can be prepared before this ends.
pairs-ending-handover = Prepare a handover
pairs-ending-handover-theirs = { $member } or { $leader } can begin one; { $member } also after the end.
pairs-ending-again = The same two can start again later. The one who listened does not get the earlier records back then either.
pairs-ending-confirm = End it
pairs-ending-keep = Keep it

people-search-button = Search
people-search-none = Nobody matches “{ $query }”.
people-search-more = There are more. Type a little more to narrow it down.

invalid-seat = Please choose who listens.
invalid-kind = Please choose what connects you.
invalid-person = A 1-on-1 with this person cannot start now.
invalid-pair-with-oneself = You cannot hold a 1-on-1 with yourself.
conflict-pair-lasts = The 1-on-1 of these two has already started.

letter-pair-member-subject = About a 1-on-1
letter-pair-member-greeting = Hello { $name },
letter-pair-member-body = A 1-on-1 with { $partner } has started. You talk, { $partner } listens.
    The two of you choose the dates. If you would rather not, you can end it at any time.
letter-pair-member-footer = You get this mail because you were chosen for a 1-on-1.
letter-pair-leader-subject = About a 1-on-1
letter-pair-leader-greeting = Hello { $name },
letter-pair-leader-body = A 1-on-1 with { $partner } has started. { $partner } talks, you listen.
    The two of you choose the dates. If you would rather not, you can end it at any time.
letter-pair-leader-footer = You get this mail because you were chosen for a 1-on-1.
letter-pair-leader-action = See my 1-on-1s
letter-pair-member-action = See my 1-on-1s
