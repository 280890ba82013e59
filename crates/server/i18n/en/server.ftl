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

serve-at = Aizuchi is running at { $origin } . Press Ctrl+C to stop it.
serve-listening = Listening on { $address }
serve-set-up = Begin here. This link works once:
serve-mails = No mail server is set, so mails become files in { $folder } .

migrate-ran = { $step } was run.
migrate-current = The tables are up to date.
