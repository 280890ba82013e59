# Export: files to keep and to print.

export-heading = Take your record with you
export-lead = You receive everything that you may read: topics, promises, shared memos and your own private notes. The other person's private notes are not included.
export-json = Get it as JSON
export-json-about = For use in other programs.
export-markdown = Get it as Markdown
export-markdown-about = Plain text, ready to read.
export-care = This is confidential. Please keep it as your company's rules say.
export-title = 1-on-1 record of { $name }
export-memo = Shared memo
export-note = Private note

# One 1-on-1, taken along.
export-one = Export or print
export-one-title = Export this 1-on-1
export-one-lead = You get topics, the key point, what to be mindful of, the shared memo, promises and comments. The other person's private note is not included.
export-format = Kind of file
export-format-html = HTML
export-format-html-about = Opens in any browser, ready to print
export-format-markdown-about = For other documents and note-taking tools
export-format-text = Plain text
export-format-text-about = Words only; opens everywhere
export-with-note = Include my private note
export-with-note-about = So far only you can read it. Once included, whoever sees the file or the print can read it too.
export-take = Get the file
export-print = Print
export-print-hint = Only what is below goes on paper. You can also choose "Save as PDF" as the printer.
export-print-back = Back to export
export-is-noted = An export is noted in the list of who has read the shared memo.
export-record-title = 1-on-1 of { $leader } and { $member }
export-topics = Topics
export-promises = Promises
export-nothing = Nothing is written here yet.
export-note-is-mine = Only the person who wrote this can read it.
export-made = Exported from Aizuchi on { $day }. This is confidential. Please keep it as your company's rules say.
invalid-export-format = Choose markdown, html or text.

# Everything in one ZIP.
export-zip = Get it as ZIP
export-zip-title = All in one (ZIP)
export-zip-about = A page for each 1-on-1 with a contents page, Markdown and JSON. Readable without the internet, now and in years.
export-archive-about = Choose a date to open the record of that 1-on-1.
export-and = {", "}
