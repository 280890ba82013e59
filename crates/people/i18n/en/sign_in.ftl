# Signing in and out.

form-errors = Please check what you entered
form-optional = optional
form-save = Save

sign-in-title = Sign in
sign-in-lead = We send you a link by mail. You don’t need a password.
sign-in-email = Mail address
sign-in-send = Mail me a link
sign-in-with-password = Use a password
sign-in-password = Password
sign-in-password-send = Sign in with the password
sign-in-empty-title = Not set up yet
sign-in-empty = Please open the set-up address that was printed when the server started.
sign-in-worn-title = This link no longer works
sign-in-worn = A link works once and for a short while. You can get a new one below.
sign-in-wait-title = Please wait a moment
sign-in-wait = That didn’t match a few times in a row, so please wait { $seconds } seconds. A link by mail works right away.
language-choice = Language

on-its-way-title = Please look at your mail
on-its-way = If { $email } is known here, a sign-in link is on its way.
on-its-way-lasts = The link works once, within 15 minutes.
on-its-way-nothing = Nothing after a few minutes? Check the address and your spam folder. If it still doesn’t arrive, your administrator can help.
on-its-way-back = Enter the address again

link-title = You are about to sign in as
link-enter = Sign in
link-not-me = If that isn’t you, close this page. Nothing will happen.

choose-title = Choose an organization
choose-lead = Your address is registered in several organizations.
choose-enter = Go to { $organization }

invalid-email = This isn’t a mail address. Example: hanako@example.co.jp
invalid-email-taken = Somebody else already uses this mail address.
invalid-sign-in = Address and password don’t match.
invalid-language = Please choose a language.
invalid-name-missing = Please enter a name.
invalid-name-long = A name can have up to 100 characters.
invalid-password-short = A password needs at least 10 characters.
invalid-password-long = A password can have up to 200 characters.
invalid-password-easy = This password is easy to guess. A few unrelated words in a row are easy to remember and hard to break.
invalid-password-current = That isn’t your current password.
invalid-token-scopes = Please choose at least one thing it may do.
invalid-token-days = Please choose how long it lasts.
invalid-zone = Please choose a time zone from the list.

## Mails

letter-sign-in-subject = Your sign-in link
letter-sign-in-greeting = Hello { $name },
letter-sign-in-body =
    Here is the link that opens Aizuchi of { $organization } for you.
    It works once and is good until { $when }.
letter-sign-in-action = Sign in
letter-sign-in-footer = You get this because somebody entered your address on the sign-in page. If that wasn’t you, delete it; nothing will happen.

letter-welcome-subject = About Aizuchi
letter-welcome-greeting = Hello { $name },
letter-welcome-body =
    { $organization } now uses Aizuchi for 1-on-1s, and you can too.
    The link below lets you in. It works once and is good until { $when }; after that you can get a new one on the sign-in page.
letter-welcome-action = Open it for the first time
letter-welcome-footer = You get this because your administrator added you.

letter-password-subject = Your password was changed
letter-password-greeting = Hello { $name },
letter-password-body =
    Your password was changed on { $when }. Other devices have to sign in again.
    If that was you, all is well. If not, set a new one right away and tell your administrator.
letter-password-action = Open the sign-in settings
letter-password-footer = For your safety this is sent every time a password changes. It cannot be muted.
