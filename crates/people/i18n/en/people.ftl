# People and pairs: words that show everywhere.

pair-kind-line = Leader and member
pair-kind-mentor = Mentor
pair-kind-diagonal = Diagonal
pair-kind-peer = Peers

invalid-cursor = The cursor cannot be read.

pair-kind = Kind
pair-since = Since
pair-until = Until
seat-leader = Leader (listens)
seat-member = Member (talks)

person-name = Name
person-kana = Reading (kana)
person-email = Mail address
person-department = Department
person-department-hint = From the top down, separated by /. Missing departments are made. Example: Sales/Sales 1
person-suspended = Suspended

people-title = People
people-column-name = Name
people-column-email = Mail
people-column-department = Department
people-column-leader = Leader's mail

form-back = Back
