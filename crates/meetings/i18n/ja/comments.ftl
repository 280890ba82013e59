### ひとこと: メモの一部分に添えることば。書いた人を責めない。

comments-title = ひとこと
comments-back = 1on1にもどる
comments-none = メモのことばを選んで「ひとこと」を押すと、ここに残せます。
comments-nuance = ニュアンスが少し違います
comments-gone = この部分は書きかえられました
comments-erased = (引用した言葉は完全に消されました)
comments-withdrawn = このひとことは取り下げられました
comments-show = 場所を見る
comments-answer = 返事をする
comments-send = 送る
comments-settle = 話せた
comments-reopen = もう一度話す
comments-withdraw = 取り下げる
comments-settled = 話せたひとこと
export-comments = ひとこと

invalid-comment-empty = ことばを入れてください。
invalid-comment-long = 500文字までで書いてください。
invalid-comment-passage = どのことばへのひとことかが分かりませんでした。メモのことばを選びなおしてください。
conflict-comments-many = ひとことが多くなりました。話し終えたことは、メモに書き移してください。

memo-label-tool_comment = ひとこと
memo-label-comment_title = このことばに、ひとこと
memo-label-comment_nuance = 「ニュアンスが少し違います」と伝える
memo-label-comment_own = 自分のことばで
memo-label-comment_send = 送る
memo-label-comment_cancel = やめる
memo-label-comment_signed_out = サインインの期限が切れています。別の画面でサインインしてから、もう一度押してください。書いたことばは、ここに残っています。
memo-label-comment_failed = 送れませんでした。つながってから、もう一度押してください。
memo-label-comment_empty = 先に、メモのことばを選んでください。
memo-label-comment_sent = ひとことを残しました。
memo-label-tool_wish = 変えたいことにする
memo-label-tool_more = ほか
memo-label-keyboard_help_wish = Altキーを押しながらWで、この行を変えたいことにします。
memo-label-keyboard_help_comment = Altキーを押しながらCで、選んだことばにひとことを添えます。
invalid-comment-answer = 返事には印をつけられません。はじめのひとことを選んでください。
