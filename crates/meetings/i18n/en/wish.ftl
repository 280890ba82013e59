### Wishes. A note between the two.

wish-title = Wishes for change
wish-text = What should change, or stay
wish-hint = What bothers you, what you value
wish-kind = Closest to how it feels
wish-kind-none = No choice
wish-should-change = Should change
wish-feels-off = Feels off
wish-rewarding = Is rewarding
wish-note = Note it
wish-reword = Reword
wish-save = Save
wish-withdraw = Withdraw
journey-wishes = Wishes for change

invalid-wish-empty = Please write what you wish for.
invalid-wish-long = Please keep it to 300 characters.
invalid-wish-kind = Please choose again what comes closest.
