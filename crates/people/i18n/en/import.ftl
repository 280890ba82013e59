# Adding many people at once.

import-title = Add many people
import-lead = Paste a list or choose a file. You see what will happen before anything is saved.
import-text = List
import-text-hint = One person a line: name, mail address, department, leader’s mail address, separated by tabs, commas or spaces. Department and leader may be missing.
import-example = Hana Tanaka, hana@example.co.jp, Sales/Sales 1, megumi@example.co.jp
import-file = File
import-file-hint = CSV, or text with tabs (up to 128 KB and 1,000 lines). It is used instead of the list above.
import-preview = Check
import-again = Check again
import-later = Add people later
import-happens = What will happen
import-mend = Correct it
import-apply = Add these people
import-welcome = Mail a welcome to new people
import-nothing = Everybody is registered already. Nothing would change.
import-problems = { $count ->
    [one] One line needs a correction
   *[other] { $count } lines need a correction
}
import-problems-about = Nothing is saved yet. Correct the list below and check again.
import-read-utf-8 = The file was read as UTF-8. Please check that the letters look right.
import-read-utf-16 = The file was read as UTF-16. Please check that the letters look right.
import-read-shift-jis = The file was read as Shift_JIS. Please check that the letters look right.
import-count-added = New people: { $count }
import-count-changed = Changed: { $count }
import-count-same = Unchanged: { $count }
import-count-pairs = Pairs that begin: { $count }
import-count-departments = New departments: { $names }
import-column-line = Line
import-column-what = What happens
import-outcome-added = New
import-outcome-changed = Changed
import-outcome-same = Unchanged
import-outcome-problem = To correct

import-problem-name = The name is missing. Put it at the start of the line. { $value }
import-problem-name-long = The name is too long, 100 characters are possible: { $value }
import-problem-email-missing = The mail address is missing. Put it after the name. { $value }
import-problem-email = This isn’t a mail address. Look for full-width signs or spaces: { $value }
import-problem-department = Too many levels or too long a name; 10 levels and 100 characters are possible: { $value }
import-problem-leader-email = The leader’s mail address isn’t one: { $value }
import-problem-leader-self = This person leads themselves. Leave the leader empty or choose another: { $value }
import-problem-leader-unknown = The leader can’t be found. Add them to the list or correct the address: { $value }
import-problem-leader-suspended = The leader is suspended. Let them return first, or choose another: { $value }
import-problem-twice = The same mail address as line { $value }. Remove one of them.
import-problem-suspended = This person is suspended. Let them return first, from the list of people: { $value }
import-warning-circle = Following the leaders comes back to the start. That is allowed, but please make sure: { $value }
import-warning-renamed = Name or kana differ from what is registered; the new one will be kept. Name now: { $value }
import-warning-second-leader = The 1-on-1s with the present leader go on. You can end them later, from the list of pairs. Present leader: { $value }

invalid-import-empty = No line could be read. Enter one person a line.
invalid-import-long = 1,000 lines at once are possible. Please split the list.
invalid-import-large = The file is too large. 128 KB at once are possible; please split it.
invalid-import-encoding = This file isn’t text. Please save it as CSV (UTF-8 or Shift_JIS).
