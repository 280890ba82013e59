### Who can read, and who has. Not to watch anybody: facts, so that nobody needs to wonder.

receipt-now = { $names } can read this. Nobody else can, administrators included.
receipt-now-others = { $names } can read this. Nobody else can.
receipt-read = Read by { $names }.
receipt-who = { $name } ({ $why })
receipt-why-leader = leader
receipt-why-member = member
receipt-you = you
receipt-and = {", "}
receipt-outside = somebody outside the organization
receipt-more = The whole list

readings-title = Who has read the shared memo
readings-lead = Everybody who opened a shared memo of yours and { $name }, and how.
readings-lead-one = Everybody who opened the shared memo of this 1-on-1, and how.
readings-all = All 1-on-1s with { $name }
readings-back = Back to this 1-on-1
readings-none = Nobody has read it yet
readings-none-about = Once somebody reads a shared memo, it is listed here.
readings-of = 1-on-1 on { $day }
readings-foreign = Not one of you two
readings-sound-title = Is this list as it was written?
readings-sound = All { $count } entries are as they were written.
readings-broken = Something here is not as it was written. Compare it with a copy that you kept, and tell whoever runs this system.
readings-take = You can keep a copy of the list.
readings-check = How to check it yourself
readings-check-how = For each row, join the nine values from pair to previous with a bar (|), put “aizuchi-reading-1|” in front, and take the SHA-256. If the result is the row's link, and the next row's previous, that row is as it was written. The first previous is 64 zeros.
readings-check-keep = If you keep the last link, you can later see that the list was not made anew: a later copy must contain it. At this moment the last link is:
readings-note = For the two of you, times are kept to the hour only. Opening your own private note is not kept anywhere.

reading-way-opened = Opened on the page of the 1-on-1
reading-way-listed = Its first line stood in the list of past 1-on-1s
reading-way-found = A search showed a line of it
reading-way-exported = Exported
reading-way-program = Read by a connected program
reading-way-emergency = Read in an emergency access
reading-way-shared = Read what was shared
reading-way-handed-over = Read in a handover

journey-who-has-read = Who has read
