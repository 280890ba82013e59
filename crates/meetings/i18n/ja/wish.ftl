### 変えたいこと。二人のあいだの書きとめ。

wish-title = 変えたいこと
wish-text = 変えたいこと、続けたいこと
wish-hint = 気になっていること、よいと思うこと
wish-kind = 気持ちに近いもの
wish-kind-none = 選ばない
wish-should-change = 変えたほうがよい
wish-feels-off = 引っかかっている
wish-rewarding = やりがいを感じる
wish-note = 書きとめる
wish-reword = 書きなおす
wish-save = なおす
wish-withdraw = 取り下げる
journey-wishes = 変えたいこと

invalid-wish-empty = 変えたいことを書いてください。
invalid-wish-long = 300文字までで書いてください。
invalid-wish-kind = 気持ちに近いものを、もう一度選んでください。
