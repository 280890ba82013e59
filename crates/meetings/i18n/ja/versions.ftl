# メモの経過: versions, authors, bringing one back, erasing for good.

versions-title = メモの経過
versions-of-shared = { $name }との共有メモ
versions-of-private_note = 自分メモ
versions-of-key_point = { $name }との「きょうの要点」
versions-of-mindful = 「次回まで意識すること」
versions-link = メモの経過を見る
versions-link-private = 自分メモの経過
versions-back = 1on1へもどる
versions-lead = だれが、いつ、何を書いたかを、日ごとに見られます。前の姿に戻すこともできます。
versions-lead-private = いつ、何を書いたかを、日ごとに見られます。見られるのは、あなただけです。
versions-none-title = まだ何も書かれていません
versions-none = メモに書くと、その経過がここに残ります。
versions-you = あなた
versions-somebody = 書いた人はわかりません
versions-somebody-mark = ？
versions-time = { $from }〜{ $to }
versions-in-talk = 1on1のあいだ
versions-amount-form = 形を整えました
versions-amount-written = 約{ $written }字を書きました
versions-amount-deleted = 約{ $deleted }字を消しました
versions-amount-both = 約{ $written }字を書き、約{ $deleted }字を消しました
versions-restored = { $name }が前の姿に戻したあとの続きです。
versions-erased = 消した言葉を完全に消したときの姿です。これより前の経過は残っていません。
versions-begins = 経過を残しはじめたときの姿です。これより前のことはわかりません。
versions-older = もっと前を見る
versions-before = ひとつ前の版を見る
versions-keeps = 細かな経過は、最後に書いてから{ $days }日のあいだ残ります。そのあとは、区切りごとの姿だけが残ります。
versions-authors = 書いた人で色分けする
versions-authors-lead = いまのメモを、書いた人ごとに色と印で分けています。
versions-legend = 印の見方
versions-legend-came = 書き足した言葉
versions-legend-went = 消した言葉
versions-text = メモの内容
versions-empty = このときは、何も書かれていませんでした。
versions-nothing-left = この間に書いたことは、この間に消されました。前と同じ内容です。
versions-print = 印刷する
versions-read-only = 読むことはできますが、書きかえることはできません。
versions-checked = 済み
versions-unchecked = まだ
versions-was-checked = { $name }が印をつけました
versions-was-unchecked = { $name }が印をはずしました
versions-was-changed = { $name }が形を変えました
versions-read-came = { $name }が書き足した言葉、
versions-read-went = { $name }が消した言葉、
versions-read-by = { $name }、
versions-read-end = 、ここまで。
versions-name = この姿に名前をつけて残す
versions-name-label = 名前(40字まで)
versions-name-hint = 例: 面談の前
versions-name-keep = 残す
versions-restore = この姿に戻す
versions-restore-title = { $day } { $time }の姿に戻しますか
versions-restore-lead = 下のように変わります。同じところは、書いた人もそのまま残ります。いまの姿も経過に残るので、あとから元に戻せます。
versions-restore-changes = 戻すと変わるところ
versions-restore-do = 戻す
versions-restore-not = やめる
versions-restore-same = いまのメモは、この姿と同じです。戻すところはありません。
invalid-version-name = 名前を40字までで書いてください。
conflict-memo-moved-on = その間にメモが書きかえられました。いまの内容で、もう一度ご確認ください。
conflict-versions-named = 名前をつけられるのは、ひとつのメモにつき100までです。

erasure-title = 消した言葉を完全に消す
erasure-lead = メモから消した言葉を、経過からも消します。いまメモにある言葉は、そのまま残ります。
erasure-truth = 知っておいてください
erasure-truth-kept = メモから消した言葉は、消しても経過に残ります。最後に書いてから{ $days }日たつと細かな経過はなくなりますが、区切りのときに残っていた言葉は、その版に残りつづけます。
erasure-truth-gone = 完全に消すと、消した言葉は、メモにも、その経過にも、ひとことの引用にも残りません。元に戻すことはできません。
erasure-truth-history = だれがいつ書いたかの経過も、名前をつけた版も、いっしょになくなります。いまある言葉をだれが書いたかは残ります。
erasure-truth-backups = それまでに取られたバックアップには残ります。バックアップが捨てられるまでは、そこにあります。
erasure-truth-elsewhere = 書き出した文書、印刷した紙、ほかの人に共有した抜き書き、引き継ぎ・約束・変えたいことに写した言葉、それぞれの端末にある控えには届きません。
erasure-read-only = このペアは終わったため、完全に消すことはできません。
erasure-under-way = 二人の同意がそろいました。消しています。
erasure-needless = そのあとメモは書きかえられていないので、消すものは残っていません。
erasure-ask-about = 共有メモなので、{ $name }の同意が必要です。14日のあいだに同意がなければ、取りやめになります。
erasure-ask = { $name }にお願いする
erasure-do = 完全に消す
erasure-not = やめる
erasure-sure = 消した言葉を、完全に消しますか
erasure-ask-sure = { $name }に、完全に消す同意をお願いしますか
erasure-sure-about = メモの経過がすべてなくなり、元には戻せません。いまメモにある言葉は残ります。
erasure-ask-sure-about = 同意があると、メモの経過がすべてなくなり、元には戻せません。いまメモにある言葉は残ります。
erasure-mine = { $name }にお願いしています。{ $until }までに同意があれば、完全に消します。
erasure-withdraw = お願いを取り下げる
erasure-theirs = { $name }から、消した言葉を完全に消したいというお願いが来ています。{ $until }まで答えられます。
erasure-agree = 同意して消す
erasure-decline = 消さない
erasure-done = { $when }に、消した言葉を完全に消しました。
conflict-erasure-over = このお願いは、もう終わっています。画面を開きなおしてください。

notice-erasure_asked = { $name }から、メモから消した言葉を完全に消したいというお願いがあります
notice-erasure_ended = { $name }とのメモから消した言葉を完全に消すお願いは、取りやめになりました
notice-erasure_lapsed = { $name }とのメモから消した言葉を完全に消すお願いは、14日がすぎて取りやめになりました
notice-erasure_done = { $name }とのメモから消した言葉を、完全に消しました

audit-memo-erasure-asked = 消した言葉を完全に消すことを求めた
audit-memo-erasure-agreed = 消した言葉を完全に消すことに同意した
audit-memo-erasure-ended = 消した言葉を完全に消すことを取りやめた
audit-memo-erased = 消した言葉を完全に消した

mail-erasure-asked-subject = メモについてのお願いがあります
mail-erasure-asked-greeting = { $name } さん
mail-erasure-asked-body =
    { $partner } さんから、{ $when }の1on1の共有メモについてお願いが届いています。
    メモから消した言葉を、経過からも完全に消したいとのことです。同意するかどうかを、14日のあいだにお選びください。
mail-erasure-asked-action = お願いを見る
mail-erasure-asked-footer = 相手の同意が必要なお願いがあったときにお送りしています。

mail-erasure-ended-subject = メモについてのお願いは取りやめになりました
mail-erasure-ended-greeting = { $name } さん
mail-erasure-ended-body =
    { $partner } さんとの{ $when }の1on1の共有メモについてのお願いは、取りやめになりました。
    メモの経過は、そのまま残っています。
mail-erasure-ended-action = メモについて見る
mail-erasure-ended-footer = お願いの結果をお知らせしています。

mail-erasure-lapsed-subject = メモについてのお願いの期限がすぎました
mail-erasure-lapsed-greeting = { $name } さん
mail-erasure-lapsed-body =
    { $partner } さんとの{ $when }の1on1の共有メモについてのお願いは、14日がすぎたため取りやめになりました。
    メモの経過は、そのまま残っています。
mail-erasure-lapsed-action = メモについて見る
mail-erasure-lapsed-footer = お願いの結果をお知らせしています。

mail-erasure-done-subject = メモの経過を消しました
mail-erasure-done-greeting = { $name } さん
mail-erasure-done-body =
    { $partner } さんとの{ $when }の1on1の共有メモから消した言葉を、完全に消しました。
    いまメモにある言葉は、そのまま残っています。
mail-erasure-done-action = メモについて見る
mail-erasure-done-footer = お二人の同意にもとづいて行ったことをお知らせしています。
