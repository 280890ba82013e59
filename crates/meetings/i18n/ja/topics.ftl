### 話したいこと、してほしいこと、10秒確認の一行。
### 話したいことは上司に命じられるものではなく、部下が選ぶもの。どの文もその前提で書く。

## 話したいこと

topic-work = 仕事の進め方
topic-work-about = 進み具合ややりにくさ、小さな工夫など、ふだんの仕事の話
topic-relationships = 人間関係
topic-relationships-about = 職場やお客さまとのあいだで、うれしかったこと、気がかりなこと
topic-condition = 心とからだ
topic-condition-about = 疲れや調子、働きやすさの話。話せるところまでで大丈夫です
topic-career = これからのキャリア
topic-career-about = この先やってみたい仕事や、まだぼんやりしている希望
topic-skills = 力をのばす
topic-skills-about = 覚えたいこと、練習のしかた、できるようになったこと
topic-private = 暮らし
topic-private-about = 家のことや好きなこと。話したいときにだけ選んでください
topic-policy = 会社や部署の方針
topic-policy-about = 方針や目標について、知りたいこと、感じていること

## してほしいこと
## behaviour は上司の画面に出す「その場での居方」、opening は上司が使える最初のひとこと。

expectation-advice = アドバイスがほしい
expectation-advice-short = アドバイス
expectation-advice-behaviour = 状況を聞き切ってから、試せることを一つか二つ、具体的に伝える。
expectation-advice-opening = まず今の状況を聞かせてください。そのうえで、私ならどうするかをお話しします。
expectation-think-together = 一緒に考えてほしい
expectation-think-together-short = 一緒に考える
expectation-think-together-behaviour = 答えを先に言わない。二人で書き出しながら、次の一歩を探す。
expectation-think-together-opening = まだまとまっていなくて大丈夫です。どこから考えましょうか。
expectation-listen = 聞いてほしい
expectation-listen-short = 聞く
expectation-listen-behaviour = まず最後まで聞く。助言は求められてから。
expectation-listen-opening = 今日は聞く側にいますね。思いつくところから話してください。
expectation-opinion = 意見を聞きたい
expectation-opinion-short = 意見
expectation-opinion-behaviour = 自分の考えを理由と一緒に話す。分からないことは分からないと言う。
expectation-opinion-opening = 私の考えをお話しします。違うと思ったら、途中で止めてください。
expectation-report = 報告したい
expectation-report-short = 報告
expectation-report-behaviour = さえぎらずに受け取り、聞いたことを自分の言葉で返す。指示は急がない。
expectation-report-opening = 知らせてくれてありがとうございます。順番は気にせず話してください。

## 10秒確認の一行(上司が始まる直前に読む。全角45文字まで)

precheck-work-advice = 困っている場面を一つに絞って聞き、自分の失敗も添えて手立てを一つ渡す。
precheck-work-think-together = 手順を紙に書き出し、やめられることから二人で探す。
precheck-work-listen = 進み具合を問いたださない。どこに手間取っているかを最後まで聞く。
precheck-work-opinion = 自分ならどこから手をつけるかを話す。選ぶのは本人に任せる。
precheck-work-report = 結果より先に、工夫したところを尋ねる。次の指示はこの場では出さない。

precheck-relationships-advice = 誰かを悪者にせず、伝え方の例を一つ出す。間に入るかどうかは本人に聞く。
precheck-relationships-think-together = 起きたことと感じたことを分けて書き、試せる声かけを一緒に選ぶ。
precheck-relationships-listen = どちらが正しいかは決めない。そのときの気持ちを聞く。
precheck-relationships-opinion = 自分に見えている範囲だけで話す。その場にいない人の評価はしない。
precheck-relationships-report = うれしい話は一緒に喜ぶ。気がかりな話は、ほかの人に伝えてよい範囲を確かめる。

precheck-condition-advice = 体調の見立てはしない。減らせる仕事と使える制度を具体的に伝える。
precheck-condition-think-together = いま重い仕事を一つ選び、量・期限・担当のどれを変えるか一緒に決める。
precheck-condition-listen = 原因を探らない。話せるところまで聞き、黙る時間も待つ。
precheck-condition-opinion = 自分が調子を保つ工夫を、うまくいかなかった話も含めて伝える。
precheck-condition-report = 話してくれた礼を言う。してほしい配慮と、伝えてよい相手を確かめる。

precheck-career-advice = 希望を先に聞き、役に立つ経験か会うとよい人を一つ挙げる。異動の約束はしない。
precheck-career-think-together = 楽しかった仕事を三つ挙げてもらい、重なるところを一緒に探す。
precheck-career-listen = 実現できるかどうかは脇に置く。思い描いている姿をそのまま聞く。
precheck-career-opinion = 見てきた場面をもとに、向いていると思う役割とその理由を話す。
precheck-career-report = 決めたわけを尋ね、まず応援する。手続きの話はそのあとで。

precheck-skills-advice = 次の一歩だけを勧める。本、人、機会のどれかを一つ、名前を挙げて。
precheck-skills-think-together = いまの仕事のどこで練習できるかを探し、試す日を一緒に決める。
precheck-skills-listen = 足りない点を数えない。どこで伸びを感じ、どこで止まったかを聞く。
precheck-skills-opinion = 最近見た場面を挙げ、伸びたところと次の課題を一つずつ話す。
precheck-skills-report = できるようになったことを一緒に喜び、どう身につけたかを教わる。

precheck-private-advice = 聞かれたことだけに答える。使える休みや制度があれば一つ伝える。
precheck-private-think-together = 事情には踏み込まず、働く時間や分担で変えられるところを探す。
precheck-private-listen = こちらから掘り下げない。本人が話した分だけを大切に聞く。
precheck-private-opinion = 自分の場合として短く話す。よその家庭と比べない。
precheck-private-report = まずひとこと気持ちを返す。仕事で気をつけることがあるかだけ尋ねる。

precheck-policy-advice = 方針を本人の仕事に置きかえ、はじめに変えるとよいことを一つ示す。
precheck-policy-think-together = 引っかかる点を言葉にして、上に届けることを二人で書いてみる。
precheck-policy-listen = かばわない、説き伏せない。どこに納得がいかないのかを聞き切る。
precheck-policy-opinion = 会社の説明と自分の考えを分けて話す。知らないことは返事の日を決める。
precheck-policy-report = 現場のことをそのまま受け取り、誰にいつ届けるかを答える。

## 話したいことの一覧(管理者の画面)

topics-about = 準備のときに選べるものの一覧です。言い方や並び順を、組織に合わせて変えられます。名前を変えると、これまでの1on1の記録でも新しい名前で表示されます。
topics-hidden = かくしています
topics-up = 「{ $name }」を上へ
topics-down = 「{ $name }」を下へ
topics-change = 名前・表示を変える
topics-name = 名前(日本語)
topics-name-en = 名前(英語)
topics-first-name = 空にすると、はじめの名前「{ $name }」に戻ります。
topics-rename = この名前にする
topics-hide = 一覧からかくす
topics-hide-about = かくしても、選ばれたことのある1on1の記録はそのまま残ります。
topics-show = 一覧に戻す
topics-add = 話したいことを足す
topics-add-do = 一覧に足す
topics-stale = 先に名前が変わっていました。よければもう一度送ってください。

invalid-topic-unnamed = 名前を入れてください。
invalid-topic-long = 名前は24文字までにしてください。
invalid-topic-taken = 同じ名前のものが、すでに一覧にあります。
invalid-topic-many = 一覧に置けるのは30個までです。
invalid-topic-last = 最後の一つはかくせません。ほかのものを戻してから、かくしてください。

audit-topic-added = 話したいことを足した
audit-topic-renamed = 話したいことの名前を変えた
audit-topic-hidden = 話したいことをかくした
audit-topic-shown = 話したいことを一覧に戻した
audit-topic-moved = 話したいことの順を変えた
