# 1on1の相手: 見る、はじめる、終える。

pairs-title = 1on1の相手
pairs-lead = いっしょに1on1をしている人です。はじめるのも終えるのも、二人で決められます。
pairs-none-title = まだ相手がいません
pairs-none = 話を聞いてほしい人、話を聞きたい人を選ぶと、ここに並びます。上司でなくてもかまいません。
pairs-led = 話を聞いてくれる人
pairs-leading = 話を聞く相手
pairs-ended = これまでの相手
pairs-ended-about = 終わった1on1の記録は、話し手だったあなただけが読めます。
pairs-since = { $day }から
pairs-journey = あゆみ
pairs-series = 定例と日時
pairs-end = 終える
pairs-new = 1on1をはじめる
pairs-new-lead = だれと1on1をしますか。名前の一部か、よみがな、メールアドレスで探せます。
pairs-search = 名前・よみがな・メールアドレス
pairs-search-again = 別の人を探す
pairs-with = { $name }さんと1on1をはじめる
pairs-who-leads = どちらが話を聞きますか
pairs-who-leads-hint = 1on1は、話す人のための時間です。聞く人は、話す人の支えになります。
pairs-they-lead = わたしが話し、{ $name }さんが聞く
pairs-i-lead = { $name }さんが話し、わたしが聞く
pairs-kind = 二人の間がら
pairs-begin = はじめる
pairs-invitation = { $name }さんに、お知らせのメールをお送りします。話の中身は書きません。
pairs-began = 1on1のペアになりました。次は「定例と日時」で、はじめの日を決めましょう。
pairs-ended-now = 1on1を終えました
pairs-readers = 1on1の中身を読めるのは、いつも二人だけです。
pairs-ending-title = この1on1を終えますか
pairs-ending-lead = { $leader }さん(聞き手)と{ $member }さん(話し手)の1on1を終えます。
pairs-ending-leader = { $name }さんは
pairs-ending-leader-loses = 二人の話題、共有メモ、約束、これまでのあゆみが見られなくなります。
pairs-ending-at-once = 終えたその時からです。開いている画面でも、続きは見られません。
pairs-ending-leader-notes = 自分メモは本人のものですが、画面からは開けなくなります。残したいときは、先に「自分の記録を書き出す」をお使いください。
pairs-ending-member = { $name }さんは
pairs-ending-member-keeps = これまでのあゆみを、そのまま読めます。書き出して手元に残すこともできます。
pairs-ending-member-writes = この1on1に書き足すことは、できなくなります。
pairs-ending-onward = 次の上司には
pairs-ending-onward-member = 部下の同意なしには、何も伝わりません。伝えたいことがあるときは、終える前に引き継ぎを準備できます。
pairs-ending-handover = 引き継ぎを準備する
pairs-ending-handover-theirs = はじめられるのは、{ $member }さんか{ $leader }さんです。終えたあとでも、{ $member }さんならはじめられます。
pairs-ending-again = あとから同じ二人でまたはじめられます。そのときも、聞き手だった人に前の記録は戻りません。
pairs-ending-confirm = 終える
pairs-ending-keep = 終えずにもどる

people-search-button = 探す
people-search-none = 「{ $query }」に当てはまる人は見つかりませんでした。
people-search-more = ほかにもいます。もう少し詳しく入れると、しぼり込めます。

invalid-seat = どちらが話を聞くかを選んでください。
invalid-kind = 二人の間がらを選んでください。
invalid-person = この人とは、いまはじめられません。
invalid-pair-with-oneself = 自分自身とは、はじめられません。
conflict-pair-lasts = この二人の1on1は、すでにはじまっています。

letter-pair-member-subject = 1on1のお知らせ
letter-pair-member-greeting = { $name } さん
letter-pair-member-body = { $partner } さんと1on1のペアになりました。あなたが話し手で、{ $partner } さんが聞き手です。
    日時は、二人で決められます。気が進まないときは、いつでも終えられます。
letter-pair-member-footer = 1on1の相手に選ばれたため、お送りしています。
letter-pair-leader-subject = 1on1のお知らせ
letter-pair-leader-greeting = { $name } さん
letter-pair-leader-body = { $partner } さんと1on1のペアになりました。{ $partner } さんが話し手で、あなたが聞き手です。
    日時は、二人で決められます。気が進まないときは、いつでも終えられます。
letter-pair-leader-footer = 1on1の相手に選ばれたため、お送りしています。
letter-pair-leader-action = 1on1の相手を見る
letter-pair-member-action = 1on1の相手を見る
