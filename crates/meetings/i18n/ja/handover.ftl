# 引き継ぎ: 上司が替わるとき、休みから戻るとき。

handover-title = 引き継ぎ
handover-lead = 次の上司に伝えることを、話し手が一行ずつ確かめてから渡します。
handover-none-title = 引き継ぎはまだありません
handover-none = 上司が替わるときや、休みから戻るときに使います。
handover-begin = 引き継ぎの準備をはじめる
handover-safe = 話し手が同意するまで、次の上司には何も伝わりません。
handover-new-leader = 次の上司に伝えたいことの下書きを作ります。下書きは{ $name }にも見え、伝えるかどうかを{ $name }が決めます。
handover-new-member = 次の上司に伝えたいことを、あなたが選んで書きます。同意するまで、だれにも伝わりません。
handover-kind = どんなときの引き継ぎですか
handover-kind-transfer = 上司が替わる
handover-kind-return = 休みから戻る
handover-suggested = 伝えることの候補
handover-suggested-about = 残っている約束、くり越した話題、この3か月の要点、意識すること、変えたいことから選べます。体調や私生活の話題が出た回のものと、自分メモは入りません。
handover-suggested-none = 候補はありません。このあと、自分のことばで書き足せます。
handover-sensitive-leader = 体調のこと、私生活のことは書かないでください。書き足せるのは話し手だけです。
handover-create = 下書きを作る
handover-line-promise = 約束({ $name }):{ $text }
handover-line-wish = { $name }の「変えたいこと」:{ $text }
handover-from = { $source } · { $day }
handover-line-topic = つづきの話題:{ $topic }
handover-line-topic-words = つづきの話題:{ $topic } — { $text }
handover-of = { $member } · { $day }から
handover-for = { $name }へ
handover-about = { $name }についての引き継ぎ
handover-fact-member = 話し手(部下)
handover-fact-leader = これまでの上司
handover-fact-reader = 次の上司
handover-fact-read = 読まれた日時
handover-reader-none = まだ決まっていません
handover-state-draft = 下書き中
handover-state-offered = 話し手が確かめています
handover-state-offered-you = あなたの確認を待っています
handover-state-declined = 渡さないことになりました
handover-state-withdrawn = 取り下げました
handover-state-waiting = 次の上司を待っています
handover-state-running = 読めます
handover-state-over = 終わりました
handover-member-draft = 伝えることを確かめ、直したり消したりできます。同意するまで、次の上司には何も伝わりません。
handover-member-offered = { $name }の下書きが届きました。一行ずつ直したり消したりしてから、同意するかどうかを決めてください。
handover-member-declined = 渡さないことにしました。下書きは消しました。
handover-member-withdrawn = 取り下げました。だれにも見えません。
handover-member-waiting = 同意しました。次の上司が決まったら、ここで選ぶと読めるようになります。
handover-member-running = 次の上司が読めます。いつでも取り下げられます。
handover-member-over = この引き継ぎは終わりました。もうだれにも見えません。
handover-leader-draft = 下書きは{ $name }にも見えています。できたら渡してください。
handover-leader-left = ペアが終わったため、つづけるかどうかは{ $name }が決めます。内容は、あなたには見えません。
handover-leader-offered = { $name }に渡しました。これから先は{ $name }が決めます。内容は、あなたには見えません。
handover-leader-declined = { $name }は、渡さないことにしました。
handover-leader-withdrawn = 取り下げられました。
handover-leader-waiting = { $name }が同意しました。次の上司が決まるのを待っています。
handover-leader-running = { $name }が同意し、次の上司が読めるようになりました。
handover-leader-over = この引き継ぎは終わりました。
handover-lines = 伝えること
handover-lines-none = まだ何もありません。下から書き足せます。
handover-source-promise = 約束
handover-source-topic = つづきの話題
handover-source-memo = メモから
handover-source-key_point = きょうの要点
handover-source-mindful = 次回まで意識すること
handover-source-wish = 変えたいこと
handover-source-own = 書き足したこと
handover-struck = 消しました(同意すると、完全に消えます)
handover-edit = 言葉を直す
handover-text = 伝えること
handover-save = 直す
handover-strike = この行を消す
handover-restore = 元に戻す
handover-add = 書き足す
handover-topic = 何について
handover-topic-none = 特に決めない
handover-add-line = 加える
handover-from-memo = メモから選ぶ
handover-from-memo-lead = 日を選ぶと、その日の共有メモから選べます。
handover-past = 1on1の日
handover-past-none = まだ1on1がありません。
handover-take = 選んだものを加える
handover-stale = ほかの画面で、この行が先に書きかえられました。いまの内容は下のとおりです。
handover-typed = あなたが書いていた内容は、下の欄に残っています。
handover-next = 次の上司
handover-next-later = 決まっていなければ、あとから選べます。
handover-next-none = 次の上司との1on1がはじまると、ここで選べるようになります。
handover-next-choose = だれに渡しますか
handover-name = この人にする
handover-offer = { $name }に渡す
handover-drop = 下書きをやめる
handover-to-preview = 見え方を確かめる
handover-back-edit = 直しにもどる
handover-preview = 次の上司に見える内容
handover-preview-lead = 次の上司には、下のとおりに見えます。ほかには何も伝わりません。
handover-days = いつまで読めますか
handover-days-count = { $days }日間
handover-preview-stale = ご覧になっているあいだに、内容が変わりました。下がいまの内容です。もう一度お確かめください。
handover-agree = この内容で渡す
handover-agree-about = 消した行は、ここで完全に消えます。渡したあとでも、いつでも取り下げられます。
handover-decline = 渡さない
handover-decline-send = 渡さないことにする
handover-read-lead = { $name }が確かめて、同意した内容です。
handover-read-care = { $name }が伝えてよいと決めたことだけが書いてあります。写しや転送はしないでください。
handover-cover = { $name }から、あなたに伝えたいことがあります。開くと、読んだことが{ $name }に伝わります。
handover-withdraw = 取り下げる
handover-withdraw-sure = 引き継ぎを取り下げますか
handover-withdraw-about = 内容は消え、次の上司も、開きなおすと読めなくなっています。元には戻せません。
handover-talk = 三人で話す
handover-talk-about = 15分ほど、三人で話す時間を決められます。
handover-talk-propose = 日時を提案する
handover-talk-again = 別の日時を提案する
handover-talk-date = 日
handover-talk-time = 時刻
handover-talk-send = この日時を提案する
handover-talk-fits = 出られます
handover-talk-other = この日時は出られない
handover-talk-yes = 出られます
handover-talk-no = この日時は出られない
handover-talk-waits = 返事を待っています
handover-talk-settled = 決まりました
handover-done-offered = 渡しました。このあとは話し手が決めます。
handover-done-agreed = 同意しました。消した行は残っていません。
handover-done-declined = 渡さないことにしました。下書きは消しました。
handover-done-withdrawn = 取り下げました。もうだれにも見えません。
handover-done-named = 次の上司を選びました。
handover-done-proposed = 日時を提案しました。
handover-done-replied = 返事をしました。
handover-over-title = この引き継ぎは終わりました
handover-over = 内容はもう見られません。必要なことは、本人に聞いてください。
handover-link = 引き継ぎ

invalid-handover-empty = 伝えることを書いてください。
invalid-handover-long = 1000文字までで書いてください。
invalid-handover-many = 100行までです。どれかを消してから加えてください。
invalid-handover-topic = この話題は見つかりません。選びなおしてください。
invalid-handover-sensitive = 体調と私生活のことを書き足せるのは、話し手だけです。
invalid-handover-nothing = 渡す行がありません。一行以上残してください。
invalid-handover-next = この人は選べません。いま続いている1on1の上司から選んでください。
invalid-handover-days = 期間を選んでください。
invalid-handover-kind = どんなときの引き継ぎかを選んでください。
invalid-handover-talk-past = これからの日時を入れてください。
conflict-handover = この引き継ぎは、すでに別の状態になっています。開きなおして、いまの様子を確かめてください。
gone-handover = この引き継ぎは終わりました。

notice-handover_begun = { $name }が、引き継ぎの準備をはじめました。
notice-handover_offered = { $name }から、引き継ぎの下書きが届きました。
notice-handover_agreed = { $name }が、引き継ぎに同意しました。
notice-handover_declined = { $name }は、引き継がないことにしました。
notice-handover_ready = { $name }から、あなたに伝えたいことがあります。
notice-handover_read = { $name }が、引き継ぎを読みました。
notice-handover_withdrawn = { $name }が、引き継ぎを取り下げました。
notice-handover_talk_proposed = { $name }から、三人で話す日時の提案があります。
notice-handover_talk_other = { $name }は、別の日時を望んでいます。
notice-handover_talk_settled = 三人で話す日時が決まりました。
mail-handover_begun-body =
    お知らせがあります。
    { $partner } さんが、次の上司への引き継ぎの準備をはじめました。あなたが同意するまで、何も伝わりません。
mail-handover_offered-body =
    確かめてほしいものがあります。
    { $partner } さんが、引き継ぎの下書きを作りました。一行ずつ直したり消したりできます。
mail-handover_agreed-body =
    返事が届いています。
    { $partner } さんが、引き継ぎに同意しました。
mail-handover_declined-body =
    返事が届いています。
    { $partner } さんは、引き継がないことにしました。
mail-handover_ready-body =
    読んでほしいものが届いています。
    { $partner } さんからです。読める日数に限りがあります。
mail-handover_read-body =
    引き継ぎが読まれました。
    { $partner } さんが開きました。
mail-handover_withdrawn-body =
    引き継ぎが取り下げられました。
    { $partner } さんが取り下げました。
mail-handover_talk_proposed-body =
    日時の提案が届いています。
    { $partner } さんから、三人で15分ほど話す日時の提案があります。
mail-handover_talk_other-body =
    提案した日時の返事が届いています。
    { $partner } さんは、別の日時を望んでいます。
mail-handover_talk_settled-body =
    三人で話す日時が決まりました。
    { $partner } さんの返事で、三人がそろいました。

audit-handover-begun = 引き継ぎの準備をはじめた
audit-handover-agreed = 引き継ぎに同意した
audit-handover-declined = 引き継がないことにした
audit-handover-withdrawn = 引き継ぎを取り下げた
