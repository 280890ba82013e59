# 共有: メモの一部を、二人のほかの人に見せる。

share-receipt = 一部の共有、{ $day }まで
share-link = 一部を共有する
share-choose-title = だれかに見せるところを選ぶ
share-choose-lead = 二人の共有メモから選びます。{ $name }が同意するまで、だれにも見えません。
share-step-choose = 選ぶ
share-step-reader = 読む人
share-step-ask = 確かめて頼む
share-passages = 見せるところ
share-choose-next = 読む人を決める
share-choose-safe = まだ何も送られません。自分メモは共有できません。
share-stale = メモが書きかえられたため、選んだところの一部が変わりました。もう一度確かめてください。
share-nothing-title = 共有メモはまだ空です
share-nothing = 1on1で書いたことがここに並び、見せるところを選べるようになります。
share-back-choose = 選びなおす
share-reader-title = だれに見せますか
share-reader-lead = 一人だけ選べます。
share-inside = 社内の人
share-search = 名前・よみがな
share-choose-person = この人にする
share-outside = 社外の人
share-outsider = どなたですか
share-outsider-hint = 例: 産業医の中村先生。60文字まで。同意のあと、リンクと8けたのコードを作れます。
share-choose-outsider = この人に見せる
share-discard = 共有をやめる
share-back-reader = 読む人を選びなおす
share-request-title = 見え方を確かめて頼む
share-request-lead = { $other }に頼みます。同意があれば、{ $reader }には下のとおりに見えます。
share-preview = 読む人に見える内容
share-from = { $leader }さんと{ $member }さんの1on1のメモから
share-purpose = 何のためですか
share-purpose-hint = 一行で。例: 来期の役割を相談するため
share-until = いつまで読めますか
share-until-hint = 最長で90日です。あとからいつでも終わらせられます。
share-ask = { $name }に頼む
share-ask-safe = 同意があるまで、だれにも見えません。14日たっても返事がなければ、取り消されます。

share-title = { $reader }への共有
share-to = { $reader }へ
share-of-day = { $day }の1on1
share-state-draft = 作りかけ
share-state-asked = 返事を待っています
share-state-declined = 見送りになりました
share-state-withdrawn = 取り下げました
share-state-lapsed = 返事がないまま終わりました
share-state-running = 読めます
share-state-unlinked = リンクを渡す前です
share-state-revoked = 終わらせました
share-state-expired = 期限が来て終わりました
share-asked-lead = { $name }が、下の内容を{ $reader }に見せたいと言っています。決めるのはあなたです。断っても、理由はいりません。
share-waits-lead = { $name }の返事を待っています。それまでは、だれにも見えません。
share-fact-reader = 読む人
share-fact-outside = (社外の人)
share-fact-purpose = 目的
share-fact-until = 閲覧期限
share-fact-asker = 頼んだ人
share-fact-from = 見せる人
share-fact-words = { $name }のことば
share-hidden = ペアが終わったため、内容はあなたには見えません。共有を終わらせることはできます。
share-keep = 見せてよい
share-strike-about = 見せたくないところは、印を外してください。外したところは、この共有から消えます。メモには残ります。
share-agree = { $reader }に見せることに同意する
share-decline = 見送る
share-words = { $name }へひとこと
share-decline-send = 見送ると伝える
share-link-title = リンクとコード
share-link-about = 読む人に渡すリンクと、8けたのコードを作ります。どちらも一度しか表示されません。
share-link-again-about = リンクとコードを作りました。なくしたときは作りなおせます。前のリンクは使えなくなります。
share-link-make = リンクとコードを作る
share-link-again = 作りなおす
share-link-ready = { $reader }に渡してください
share-link-once = この画面を閉じると、もう表示できません。
share-link-url = リンク
share-link-url-about = メールなどで送ってください。
share-link-copy = リンクをコピー
share-link-code = コード
share-link-code-about = リンクとは別の方法で伝えてください。電話や口頭が安全です。
share-link-done = 渡す用意ができました
share-openings = 開かれた記録
share-unopened = まだ開かれていません
share-opened = { $count }回開かれました(最後は{ $when })
share-end = 共有を終わらせる
share-end-sure = 共有を終わらせますか
share-end-about = 読む人には、すぐに見えなくなります。元には戻せません。
share-end-not = 続ける
share-withdraw = 頼むのを取り下げる
share-done-asked = 頼みました。返事があればお知らせします。
share-done-agreed = 同意しました。読めるようになりました。
share-done-agreed-outside = 同意しました。{ $name }がリンクを作って渡すと、読めるようになります。
share-done-declined = 見送ると伝えました。写した内容は消しました。
share-done-ended = 終わらせました。読む人には、もう見えません。

share-list-title = このペアの共有
share-list-lead = { $name }さんとのメモのうち、二人のほかの人に見せたものです。
share-list-none-title = 共有はまだありません
share-list-none = メモの「一部を共有する」から、見せるところを選べます。もう一人が同意して、はじめて見えるようになります。
share-list-none-ended = ペアが終わったあとは、新しい共有を頼めません。
share-list-readers = この一覧を見られるのは、あなたと相手だけです。
share-until-day = { $day }まで
share-mine-title = 共有
share-mine-lead = あなたに関わる共有を、ここでまとめて見られます。
share-mine-waiting = あなたの返事を待っています
share-mine-asked = { $name }が、{ $reader }に見せたいところがあります
share-mine-for-me = あなたが読めるもの
share-mine-from = { $name }から
share-mine-drafts = 作りかけ
share-mine-asked-by-me = あなたが頼んだもの
share-mine-others = あなたが返事をしたもの

share-read-title = 共有された内容
share-cover = { $leader }さんと{ $member }さんが同意して、1on1のメモの一部をあなたに見せています。開いた日時は、二人に伝わります。
share-read = 読む
share-read-care = 二人が同意した内容です。写しや転送はしないでください。あとからメモが書きかえられても、ここは変わりません。
share-over-title = この共有は終わりました
share-over = 内容はもう見られません。必要なときは、見せてくれた人に聞いてください。

shared-door-title = 共有された内容を読む
shared-door-lead = リンクとは別に伝えられた、8けたのコードを入れてください。
shared-code = コード
shared-enter = 開く
shared-door-care = 開いた日時は、見せた人に伝わります。
shared-lost-title = このリンクでは開けません
shared-lost = リンクが正しいか、見せてくれた人に確かめてください。
shared-code-wrong = コードが違います。もう一度確かめてください。
shared-code-rests = コードが何度か違いました。{ $minutes }分ほどたってから、もう一度お試しください。

invalid-share-nothing = 見せるところを、一つ以上選んでください。
invalid-share-much = 一度に共有するには多すぎます。300か所までで、長い文章のときはもっと少なめに選びなおしてください。
invalid-share-outsider = どなたに見せるのか、書いてください。
invalid-share-outsider-long = 60文字までで書いてください。
invalid-share-reader = この人は選べません。二人のほかで、いまここにいる人を選んでください。
invalid-share-purpose = 何のためかを、一行で書いてください。
invalid-share-purpose-long = 120文字までで書いてください。
invalid-share-until = きょうから90日までの日を選んでください。
invalid-share-words-long = 400文字までで書いてください。
invalid-share-all-struck = 見せるところが残っていません。見せたくないときは「見送る」を選んでください。
conflict-share = この共有は、すでに別の状態になっています。開きなおして、いまの様子を確かめてください。
gone-share = この共有は終わりました。

notice-share_asked = { $name }から、メモの一部を人に見せたいという相談があります。
notice-share_agreed = { $name }が、共有に同意しました。
notice-share_declined = { $name }が、共有を見送りました。
notice-share_lapsed = 共有の相談は、返事がないまま終わりました。
notice-share_ready = { $name }から、あなたに読んでほしいものがあります。
notice-share_revoked = { $name }が、共有を終わらせました。
notice-share_locked = コードの間違いが続いたため、共有のリンクを止めました。

mail-tidings-subject = Aizuchi からのお知らせ
mail-tidings-greeting = { $name } さん
mail-tidings-action = Aizuchi で確かめる
mail-tidings-footer = あなたの返事が要ること、あなたの記録に関わることだけをお送りしています。
mail-share_asked-body =
    ご相談が届いています。
    { $partner } さんが、二人の記録の一部を人に見せたいと言っています。決めるのはあなたです。14日のうちに返事がなければ、取り消されます。
mail-share_agreed-body =
    ご相談の返事が届いています。
    { $partner } さんが同意しました。
mail-share_declined-body =
    ご相談の返事が届いています。
    { $partner } さんは見送ることにしました。
mail-share_lapsed-body =
    ご相談は、返事がないまま終わりました。
    { $partner } さんへの相談です。必要なら、話してからもう一度お試しください。
mail-share_ready-body =
    読んでほしいものが届いています。
    { $partner } さんからです。読める日数に限りがあります。
mail-share_revoked-body =
    共有が一つ終わりました。
    { $partner } さんが終わらせました。
mail-share_locked-body =
    共有のリンクを一つ止めました。
    コードの間違いが続いたためです。必要なら、頼んだ人がリンクを作りなおせます。

audit-share-asked = メモの一部の共有を頼んだ
audit-share-agreed = メモの一部の共有に同意した
audit-share-declined = メモの一部の共有を見送った
audit-share-revoked = メモの一部の共有を終わらせた
