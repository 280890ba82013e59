### Notes beside a passage of the memo. Never a reproach to whoever wrote it.

comments-title = Side notes
comments-back = Back to the 1-on-1
comments-none = Select words in the memo and press “Side note” to leave one here.
comments-nuance = The nuance is a little different
comments-gone = This passage has been rewritten
comments-erased = (The quoted words were erased for good)
comments-withdrawn = This side note was taken back
comments-show = Show the place
comments-answer = Answer
comments-send = Send
comments-settle = Talked about
comments-reopen = Talk again
comments-withdraw = Take back
comments-settled = Side notes you talked about
export-comments = Side notes

invalid-comment-empty = Please write a few words.
invalid-comment-long = Please keep it to 500 characters.
invalid-comment-passage = It is not clear which words this is about. Please select them in the memo again.
conflict-comments-many = There are many side notes by now. Please write into the memo what you have settled.

memo-label-tool_comment = Side note
memo-label-comment_title = A side note on these words
memo-label-comment_nuance = Say “The nuance is a little different”
memo-label-comment_own = In your own words
memo-label-comment_send = Send
memo-label-comment_cancel = Cancel
memo-label-comment_signed_out = You are no longer signed in. Sign in in another tab, then press again. What you wrote is still here.
memo-label-comment_failed = It could not be sent. Please press again once you are connected.
memo-label-comment_empty = Please select words in the memo first.
memo-label-comment_sent = Your side note is there.
memo-label-tool_wish = Make this a wish
memo-label-tool_more = More
memo-label-keyboard_help_wish = Press Alt and W to make this line a wish.
memo-label-keyboard_help_comment = Press Alt and C to leave a side note on the selected words.
invalid-comment-answer = An answer cannot be settled by itself. Name the comment that it answers.
