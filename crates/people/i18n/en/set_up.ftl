# The first run.

first-steps-label = Setting up
first-step-1 = Organization
first-step-2 = First administrator
first-step-3 = People
first-step-4 = First 1-on-1

set-up-title = Let’s set up Aizuchi
set-up-lead = Four pages take you to the date of your first 1-on-1. Everything can be changed later.
set-up-next = Next
set-up-administrator = First administrator
set-up-administrator-lead = Please tell us about yourself. Administrators add people and pairs; they never read what two people said.
set-up-password-hint = At least { $shortest } characters. Set one if mail is not working yet, so that you can come back.
set-up-begin = Save and sign in
gone-set-up = This installation is set up already, or the server was started again. The new address was printed at its start.

organization-name = Name of the organization
organization-language = Usual language
organization-language-hint = What new people see first. Everybody can change it for themselves.
organization-zone = Time zone

first-added = { $count ->
    [one] One person added
   *[other] { $count } people added
}
first-date-title = Date of your first 1-on-1
first-date-lead = Choose with whom, then find a date.
first-date = Find the first date
first-no-pair = You have no 1-on-1 yet
first-no-pair-about = Choose somebody you added and you can find a date. The pairs of the others are ready.
