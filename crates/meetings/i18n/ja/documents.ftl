### 1on1の終わりに残す二つの短い欄と、次の回のはじめに見せるところ。

memo-label-editor_key_point = きょうの要点
memo-label-editor_mindful = 次回まで意識すること
memo-label-note_key_point = 二人とも書けます。
memo-label-note_mindful = 書けるのはあなたです。上司は読めます。
memo-label-note_mindful_read = 書くのは部下です。あなたは読めます。
memo-label-placeholder_key_point = 大事なことを一つか二つ
memo-label-placeholder_mindful = 次回まで心にとめておく、ひとこと
memo-label-placeholder_mindful_read = まだ書かれていません
room-wrap-up = 終わる前に、残しておくこと

last-mindful = 前回、意識すると決めたこと
last-mindful-of = { $name }が前回、意識すると決めたこと
precheck-mindful = 前回から意識していること:
last-key-point = 前回の要点
closed-mindful = 次回まで意識すること
journey-mindful = 意識すること
export-key-point = きょうの要点
export-mindful = 次回まで意識すること
