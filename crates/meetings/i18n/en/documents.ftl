### The two short fields at the end of a 1-on-1, and where the next one shows them.

memo-label-editor_key_point = What it was about
memo-label-editor_mindful = To keep in mind until next time
memo-label-note_key_point = Both of you can write here.
memo-label-note_mindful = You write this; your leader can read it.
memo-label-note_mindful_read = The member writes this; you can read it.
memo-label-placeholder_key_point = The one or two things that matter
memo-label-placeholder_mindful = A few words to carry until next time
memo-label-placeholder_mindful_read = Nothing written yet
room-wrap-up = Before you finish

last-mindful = What you decided to keep in mind last time
last-mindful-of = What { $name } decided to keep in mind last time
precheck-mindful = Keeping in mind since last time:
last-key-point = What last time was about
closed-mindful = To keep in mind until next time
journey-mindful = To keep in mind
export-key-point = What it was about
export-mindful = To keep in mind until next time
