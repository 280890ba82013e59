### 問い。話したいこと × これまで・いま・これから。1 は軽く、3 は少し深く。
### 選ぶとそのまま本人のひとことになるので、どれも自分に問いかける言い方にそろえる。

prompt-time-past = これまで
prompt-time-present = いま
prompt-time-future = これから

## 仕事の進め方

prompt-work-past-1 = このあいだ終わって、ほっとした仕事はどれだろう
prompt-work-past-2 = 前より楽にできるようになったのは、どの場面だろう
prompt-work-past-3 = 思いどおりに進まなかった仕事から、何を持ち帰っただろう
prompt-work-present-1 = いま手元にある仕事で、先に片づけたいのはどれだろう
prompt-work-present-2 = 誰かの返事を待って、止まっていることはないだろうか
prompt-work-present-3 = 続けているけれど、何のためか分からなくなった作業はあるだろうか
prompt-work-future-1 = 来週を少しだけ楽にするなら、何を変えるだろう
prompt-work-future-2 = 手順を一つ自分で決めてよいなら、どこを選ぶだろう
prompt-work-future-3 = 次にこの仕事をする人へ、どんなやり方を残したいだろう

## 人間関係

prompt-relationships-past-1 = 最近、誰のひとことに助けられただろう
prompt-relationships-past-2 = すれ違いがほどけたのは、何がきっかけだっただろう
prompt-relationships-past-3 = あのとき言わずにおいたことで、いまも気になるのは何だろう
prompt-relationships-present-1 = いま話しかけやすいのは、どんな人だろう
prompt-relationships-present-2 = 声をかけるのをためらうのは、どんなときだろう
prompt-relationships-present-3 = まわりの人にもう少し分かってほしいのは、どんなことだろう
prompt-relationships-future-1 = 次に一緒に組んでみたいのは、誰だろう
prompt-relationships-future-2 = また意見が分かれたら、どんなふうに伝えたいだろう
prompt-relationships-future-3 = まわりの人にとって、自分はどんな存在でいたいだろう

## 心とからだ

prompt-condition-past-1 = このひと月で、よく休めたのはどんな日だっただろう
prompt-condition-past-2 = 疲れがたまったとき、何をしたら少し戻れただろう
prompt-condition-past-3 = 断ってもよかったと後から思ったのは、どんな頼まれごとだっただろう
prompt-condition-present-1 = 今朝の自分を天気にたとえると、どんな空だろう
prompt-condition-present-2 = 一日のなかで、ふっと力が抜けるのはいつだろう
prompt-condition-present-3 = 話せば少し軽くなりそうなことは、あるだろうか
prompt-condition-future-1 = 先に休みを入れておきたいのは、いつだろう
prompt-condition-future-2 = 調子がくずれそうなとき、誰にどう気づいてほしいだろう
prompt-condition-future-3 = 長く働いていくために、ゆずりたくないことは何だろう

## これからのキャリア

prompt-career-past-1 = 学生のころ、時間を忘れたのは何をしているときだっただろう
prompt-career-past-2 = 頼まれなくても続けてきたのは、どんな仕事だろう
prompt-career-past-3 = 選ばなかった道のうち、いまも思い出すのはどれだろう
prompt-career-present-1 = いまの仕事で、もっと続けたいのはどの部分だろう
prompt-career-present-2 = ほかの人の仕事を見て、いいなと思ったのはどんなところだろう
prompt-career-present-3 = いまの経験は、この先のどこにつながっているだろう
prompt-career-future-1 = 一度だけ試させてもらえるなら、どの仕事を選ぶだろう
prompt-career-future-2 = 三年後の平日を、誰とどんなふうに過ごしていたいだろう
prompt-career-future-3 = いつか仕事を終えるとき、何を残せたと思いたいだろう

## 力をのばす

prompt-skills-past-1 = この一年で、人に聞かずにできるようになったことは何だろう
prompt-skills-past-2 = 誰のどんな教え方が、自分に合っていただろう
prompt-skills-past-3 = 途中でやめた勉強のうち、もう一度始めたいものはあるだろうか
prompt-skills-present-1 = いま手が止まりやすいのは、どんな作業だろう
prompt-skills-present-2 = いまの仕事のどこを、練習の場にできるだろう
prompt-skills-present-3 = 自分では当たり前なのに、人からよく頼まれることは何だろう
prompt-skills-future-1 = 次に覚えると楽になりそうなことは何だろう
prompt-skills-future-2 = 半年後、誰かに教えられるようになっていたいことは何だろう
prompt-skills-future-3 = どんな場面で「あの人に任せたい」と思ってもらいたいだろう

## 暮らし(話すかどうかは本人が決める。理由や家族のことを尋ねる問いは置かない)

prompt-private-past-1 = 最近の休みで、いい時間だったなと思うことを話してみようか
prompt-private-past-2 = 昔から好きで続けていることを、少し話してみようか
prompt-private-past-3 = 仕事の見方が変わった暮らしの出来事で、話してみたいものはあるだろうか
prompt-private-present-1 = このごろ楽しみにしていることを、少し話してみようか
prompt-private-present-2 = 働く時間や休みのことで、知っておいてもらうと助かることはあるだろうか
prompt-private-present-3 = どこまでを話して、どこからは自分のなかに置いておきたいだろう
prompt-private-future-1 = 次の休みにしてみたいことを、話してみようか
prompt-private-future-2 = 暮らしの予定で、早めに伝えておくと安心なことはあるだろうか
prompt-private-future-3 = 仕事とは別に、大事にしていきたい時間は何だろう

## 会社や部署の方針

prompt-policy-past-1 = 最近の会社からの知らせで、心に残ったのはどの部分だろう
prompt-policy-past-2 = 前に決まったことで、続いてよかったと思うのは何だろう
prompt-policy-past-3 = 決まり方がすっきりしなかったのは、どんなときだっただろう
prompt-policy-present-1 = 方針のなかで、言葉の意味がつかみにくいのはどこだろう
prompt-policy-present-2 = 自分の仕事は、部署の目標のどこを支えているだろう
prompt-policy-present-3 = 方針と現場がかみ合わないと感じるのは、どんなときだろう
prompt-policy-future-1 = 決めごとを一つ変えられるなら、どれを選ぶだろう
prompt-policy-future-2 = 次の方針を決めるとき、現場のどこを見てほしいだろう
prompt-policy-future-3 = この部署のことを、いつか人にどう紹介したいだろう
