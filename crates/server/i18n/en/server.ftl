# Words for whoever runs the server, and the page for crowded moments.

menu-home = Next
menu-today = Today
menu-journey = Journey
menu-me = Me

busy-title = It is crowded right now
busy-what = Many people are here at this moment, so this was not accepted yet. Nothing that was saved before is lost.
busy-next = Keep what you typed, wait a few seconds, and try again.

config-mistakes = Some settings need mending. Please correct them and start again.
config-unknown = There is no setting { $place }. Did you mean { $value }?
config-file = Line { $value } of { $place } cannot be read. Write it as: name = "value"
config-plain = { $place } takes a text, a number, or true / false.
config-address = { $place }: "{ $value }" does not work. Write an IP address and a port, such as 127.0.0.1:8080
config-origin = { $place }: "{ $value }" does not work. Write the address that browsers open, without a path, such as https://1on1.example.com
config-database = Write { $place } as postgresql://user:password@host/database, or leave it out to use the built-in SQLite.
config-owner-alone = { $place } goes together with DATABASE_URL.
config-nats = Write { $place } as nats://host:4222 or tls://host:4222, several with commas between.
config-nats-subject = { $place }: "{ $value }" does not work. Write letters and digits, such as aizuchi
config-nats-pair = { $place } is not enough: set both AIZUCHI_NATS_CERT (certificate) and AIZUCHI_NATS_KEY (private key).
config-nats-embedded = { $place } joins several nodes, and they share a PostgreSQL database. Set DATABASE_URL as well, or leave { $place } out.
config-smtp = Write { $place } as smtps://host:465 or smtp://host:587?tls=required
config-smtp-pair = { $place } is not enough: set both AIZUCHI_SMTP_USER and AIZUCHI_SMTP_PASSWORD, or neither.
config-smtp-alone = { $place } goes together with AIZUCHI_SMTP_URL.
config-from = { $place }: "{ $value }" is not a sender. Write something like: Aizuchi <aizuchi@example.com>
config-from-missing = With { $place }, the sender is needed too: set AIZUCHI_SMTP_FROM to something like: Aizuchi <aizuchi@example.com>
config-log = { $place }: "{ $value }" cannot be read. Write text or json, then a comma and a filter if you like, such as json,info
config-tls-pair = { $place } is not enough: set both AIZUCHI_TLS_CERT (certificate) and AIZUCHI_TLS_KEY (private key).
config-no-file = { $place }: the file { $value } does not exist.
config-yes-no = { $place }: "{ $value }" does not work. Write true or false.
config-count = { $place }: "{ $value }" does not work. Write a number that is neither too small nor too large, such as 256.
config-days = { $place }: "{ $value }" does not work. Write a number of days from 1 to 3650, such as 90.

serve-at = Aizuchi is running at { $origin } . Press Ctrl+C to stop it.
serve-listening = Listening on { $address }
serve-set-up = Begin here. This link works once:
serve-mails = No mail server is set, so mails become files in { $folder } .

migrate-ran = { $step } was run.
migrate-current = The tables are up to date.

doctor-well = ok
doctor-care = note
doctor-wrong = wrong
doctor-all-well = Nothing stands in the way of running it.
doctor-some-wrong = { $count ->
    [one] One thing needs mending.
   *[other] { $count } things need mending.
}
doctor-origin-well = Address for browsers: { $value }
doctor-origin-here = For this machine only ({ $value }). For others, set AIZUCHI_ORIGIN to an address that begins with https.
doctor-origin-open = The address { $value } is not encrypted. Use TLS, and let AIZUCHI_ORIGIN begin with https.
doctor-origin-missing = It listens on { $value }, but AIZUCHI_ORIGIN is not set. Set it to the https address that browsers open.
doctor-folder-missing = There is no data folder { $value }. Running aizuchi serve once makes it.
doctor-folder-unreadable = The data folder cannot be looked at: { $value }
doctor-disk-well = Free disk: { $value } MB
doctor-disk-full = Only { $value } MB of the disk are free. Delete what is not needed, or move to a larger disk.
doctor-log-large = The write-ahead log { $value } has grown large. A restart makes it small.
doctor-key-well = Key file: { $value } (keep a copy of it, apart from the backups)
doctor-key-missing = The key file { $value } is missing. Put it back from your copy; in a new installation, aizuchi serve makes it.
doctor-key-open = Others can read or write the key file { $value }. Run chmod 400 on it.
doctor-key-unreadable = The key file cannot be read: { $value }
doctor-key-fits = The key is the one of this database.
doctor-key-new = Nothing is sealed yet; the key of the first start will count.
doctor-key-wrong = The key file { $value } is not the one of this database. Put the right one back.
doctor-database-well = The database takes writes ({ $value }).
doctor-database-slow = Writing to the database takes long ({ $value }). Look at the disk and at what else is running.
doctor-database-missing = There is no database { $value }. Running aizuchi serve once makes it.
doctor-database-away = The database is not usable: { $value }
doctor-tables-well = The tables are up to date.
doctor-tables-old = Some steps have not run yet ({ $value }). Run aizuchi migrate.
doctor-tables-new = The tables are newer than this program ({ $value }). Use the newer aizuchi.
doctor-walls-well = The database itself keeps organizations apart.
doctor-walls-none = With the built-in SQLite, the program alone keeps organizations apart.
doctor-walls-open = Some tables do not keep organizations apart ({ $value }). Run aizuchi migrate.
doctor-clock-well = Clock: { $value }
doctor-clock-apart = The clocks of this machine and of the database are { $value } seconds apart. Check how they are set.
doctor-clock-back = The clock went back: the last write was at { $value }. Check how it is set.
doctor-readings-well = Lists of who has read shared memos: all { $value } entries are as they were written.
doctor-readings-changed = A list of who has read a shared memo is not as it was written: { $value }. Find out who changed the database by hand, and tell the two.
doctor-jobs-well = Background work waiting: { $value }
doctor-jobs-dead = Background work that never succeeded: { $value }. Look at the log and at the mail settings.
doctor-jobs-many = Background work waiting: { $value }. Check that aizuchi serve is running.
doctor-mail-well = The mail server answers (sender: { $value }).
doctor-mail-none = No mail server is set, so mails become files in { $value } .
doctor-mail-away = The mail server cannot be used: { $value }
doctor-nats-well = NATS answers, and other nodes were heard: { $value }
doctor-nats-alone = NATS answers, but no other node was heard. Once two or more are serving, each should hear the others: they need the same key file, the same NATS and the same AIZUCHI_NATS_SUBJECT.
doctor-nats-away = The way to the other nodes does not work: { $value }
doctor-pages-well = Every page of { $value } can be read.
doctor-pages-damaged = A database is damaged. Restore a backup: { $value }

backup-made = The backup is in { $file } .
backup-size = It holds { $mib } MiB.
backup-with-key = The key is inside: whoever has this file can read everything.
backup-without-key = The key ({ $key }) is not inside. Nothing can be read without it: keep a copy elsewhere.
backup-key-apart = A backup of PostgreSQL cannot hold the key. Leave --with-key out and keep a copy of the key file.
restore-done = The backup of { $at } is in place.
restore-former = What was there before is in { $folder } . Delete it once you have checked.
restore-key = The key file is not there yet. Put it at { $key } before you start.
restore-postgres = For PostgreSQL use pg_restore; docs/operations.md tells how.
export-id = Write the id of the organization (letters and digits) after --organization.
export-done = Done. What people said is not inside: each of them can take their own from their export page.

demo-filling = Preparing two companies and half a year of history. One moment, please.
demo-try = Open one of these addresses to try it as that person (they work again and again):
demo-more = With --manifest FILE you get the addresses of everybody.
demo-role-member = member
demo-role-leader = leader
demo-role-administrator = administrator
demo-role-nobody = takes no part in 1-on-1s
demo-scaled = { $people } people and { $count } 1-on-1s are ready.
demo-not-here = This database holds real organizations. Use another one for the demo.
