### 1on1の前の画面。つぎの1on1、これから会う人、準備、10秒確認、日時、定例、話したいことの管理。
### だれも責めない。「まだ」は困ったことではなく、その場で決められること。

called = { $name }さん
list-comma = 、
optional = 任意
minutes = { $minutes }分
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
form-mend = ここを直すと送れます
back-home = はじめの画面へ戻る

## 二つのホーム画面に共通

prepared = 準備できています
not-prepared = まだこれから
choose-together = 話題はその場で一緒に選べます
prepare = 準備する
prepare-how-long = 約1分
change-preparation = 準備を見直す
open-meeting = 1on1を開く
change-date = 日時を変える
going-on = はじまっています
skip-or-shorten = 休む・短くする
extra = 追加の1on1
seen-by = { $name }が{ $time }に見ました
looked = 確認しました
look = 10秒で確認
manner-ten_minutes = 10分だけ
manner-written = 書いてやりとり
item-carried = 前回の続き
expectation-open = まだ決めていない

promise-mine = あなた
promise-with = { $name }との約束
promise-until = { $day }まで
promise-done = できた
promise-open = 途中
promise-dropped = やめた

proposal-of = { $name }からの提案:{ $topic }
proposal-free = 話すかどうかは、あなたが決められます。断っても理由はいりません。
proposal-accept = 話してみる
proposal-decline = 今回は見送る
proposal-open = 話題を提案する
proposal-about = 話すかどうかは{ $name }が決めます。「暮らし」は本人だけが選べる話題です。
proposal-choose = 選んでください
proposal-line = ひとこと
proposal-send = 提案する
proposal-waits = 提案中:{ $topic }
proposal-withdraw = 取り下げる

## つぎの1on1

home-title = つぎの1on1
home-undecided = 話題は、その場で二人で選ぶことにしました。
home-past-skip = お休みだった
home-promises = 前回の約束
home-beside = そのほか
home-extra = 1回ふやす
home-rhythm = 定例を変える
home-readers = 話題とメモを読めるのは、あなたと{ $name }の二人だけです。
home-invites = 話したいことを選んでおくと、始まる前に{ $name }が目を通します。まだ決まっていなくても大丈夫です。
led-more = 話題を提案する・予定を変える
home-led-all = すべて見る
home-later = このあとの予定
invite-rhythm = { $name }との1on1の定例を決めましょう
invite-rhythm-about = 曜日と時間を決めておくと、予定が自動で並びます。あとからいつでも変えられます。
invite-rhythm-action = 定例を決める
invite-once-action = 1回だけ予定する
invite-date = { $name }とのつぎの日を決めましょう
invite-date-about = いま予定がありません。話したくなったときに、1回ずつ決められます。
invite-date-action = 日時を決める

alone-title = 1on1をはじめる
alone-how = だれかと1on1をはじめると、この画面につぎの予定が出ます。上司とでも、部下とでも、話を聞いてほしい人とでもかまいません。
alone-start = 相手を選ぶ

## これから会う人

today-title = これから会う人
today-empty = この8日間に、会う予定はありません
today-empty-about = 予定が入ると、時間の順にここに並びます。
today-empty-alone = だれかの聞き手になると、会う人がここに並びます。
today-past = 日にちが過ぎた1on1
today-past-about = 話せていたら開いて閉じてください。話せなかったときは、お休みにすると話題が次回に移ります。
today-undated = まだ予定のない人
today-promises = あなたがする約束

## したこと

done-prepared = 準備ができました。
done-undecided = 話題はその場で選ぶことにしました。これで準備はできています。
done-moved = 日時を変えました。話題も約束もそのままです。
done-moved-all = これからの日時をすべて変えました。話題も約束もそのままです。
done-rhythm = 定例を決めました。予定を並べました。
done-planned = 1on1を予定しました。
done-skipped = 今回はお休みにしました。話題と約束は次回に残ります。
done-ten-minutes = 今回は10分だけにしました。
done-written = 今回は書いてやりとりすることにしました。
done-usual = いつもの形に戻しました。
done-cancelled = 予定を取りやめました。話題と約束は残っています。
done-proposed = 話題を提案しました。話すかどうかは相手が決めます。
done-withdrawn = 提案を取り下げました。
done-accepted = 話題に加えました。
done-declined = 今回は見送りました。

## 準備

prepare-title = 話したいことを選ぶ
prepare-topics = 話したいこと
prepare-topics-about = 1つで十分です。いくつでも選べます。
prepare-own-only = 選べるのは本人だけ
prepare-what-is-what = それぞれの話題について
prepare-expectations = してほしいこと
prepare-expectations-about = { $name }にどう応えてほしいかを、話題ごとに選びます。
prepare-until = 話題を選ぶと、ここに「してほしいこと」が出ます。
prepare-undecided = まだ決めていない(その場で選ぶ)
prepare-words = ひとこと
prepare-words-about = 書かなくてもかまいません。
prepare-borrow = 問いを借りることもできます
prepare-send = これで伝える
prepare-last = 前回:
prepare-same = 前回と同じにする
prepare-stale = 先に別の変更が届いていました
prepare-stale-about = 選んだ内容は、下にそのまま残っています。よければもう一度「これで伝える」を押してください。
prepare-kept-now = いま保存されている内容:{ $kept }
prepare-nothing-kept = まだ何も選ばれていません
topic-with-expectation = { $topic }({ $expectation })
readers = この内容を読むのは、あなたと{ $name }だけです。

invalid-topic = この話題は選べません。画面を開き直してください。
invalid-topic-missing = 話題を選んでください。
invalid-topic-twice = この話題は、もう入っています。
invalid-topic-private = 「暮らし」は本人だけが選べる話題です。
invalid-topics-many = 話題は12個までです。
invalid-line-long = ひとことは400文字までです。
invalid-nothing-chosen = 話したいことを1つ選ぶか、「まだ決めていない」を押してください。
conflict-stale = 開いているあいだに、別の画面、または相手の方が先に変更しました。いまの内容を確かめてから、もう一度お試しください。
conflict-one-on-one-over = この1on1は、もう終わっているか、お休みになっています。
conflict-overlap = この時間には、どちらかに別の1on1があります。

## 10秒確認

precheck-title = 10秒確認
precheck-more = ほかに:{ $topics }
precheck-open-behaviour = どう応えてほしいかは、はじめに一言たずねる。
precheck-undecided = 話題はその場で選ぶとのことです
precheck-opening = 「今日はどんな時間にしましょうか」とたずねて、二人で選んでください。
precheck-promises = 前回の約束
precheck-look = 見ました
precheck-as-leader = { $name }には、始まる前にこのように見えます。

## 日時を変える、増やす、休む

with-partner = { $name }との1on1
date-now = { $when } { $name }との1on1
date-keeps = 話題も約束も、そのまま新しい日に移ります。
date-day = 日にち
date-time = 始まる時刻
date-free = どちらにも1on1の予定がない日時
date-minutes = 長さ
date-place = 場所・つなぎ方
date-scope = どこまで変えますか
date-scope-one = この1回だけ
date-scope-all = これからすべて
date-scope-all-about = 曜日と時刻をこの日に合わせます
date-save = この日時にする
date-anyway = それでもこの日時にする
date-anyway-about = 選んだ内容は下に残っています。変えることも、このまま進むこともできます。
date-check-again = 直した日時で確かめる
date-stale = 先に日時が変わっていました
date-stale-about = 選んだ内容は下に残っています。よければもう一度送ってください。
date-rather-skip = 今回は休む・短くする
zone-differs = 時刻は、あなたの時間帯({ $mine })で表しています。相手や定例の時間帯は { $theirs } です。
extra-title = 1on1を1回ふやす
extra-about = 定例とは別に、話したいときに1回だけ。
extra-save = この日時で予定する
conflict-overlap-later = これからの日に、どちらかの別の1on1と重なる日があります。
conflict-holiday = 週末か祝日です。
conflict-day-off = { $day }は{ $why }です。
day-off-holiday = 祝日
day-off-weekend = 週末

skip-title = 今回はどうしましょうか
skip-lead = どれを選んでも、記録の上で不利にはなりません。
skip-choose = これにする
skip-next = 次回は{ $when }です。
skip-usual = いつもの形に戻す
skip-manner-now = いまは「{ $manner }」になっています。
cancel-about = 次回へも回さないときは、予定そのものをなくせます。
cancel-one-on-one = 予定を取りやめる
cancel-sure = この予定を取りやめますか。話題と約束は残ります。
cancel-yes = 取りやめる
cancel-no = そのままにする

## 定例

rhythm-title = 1on1の定例
rhythm-about = 決めておくと、予定が自動で並びます。あとからいつでも変えられます。
rhythm-changes = 変えると、用意した話題はそのままで、これからの予定が新しい定例に移ります。
rhythm-cadence = どのくらいの間隔で
rhythm-weekday = 曜日
rhythm-first = はじめる日
rhythm-zone = この定例は { $zone } の時刻で決めます。
rhythm-preview = この先の予定
rhythm-preview-none = 定例を決めると、ここに6回分の日にちが出ます。
rhythm-preview-again = 日にちを確かめる
rhythm-instead = { $day }は{ $why }のため
rhythm-date-taken = 別の1on1と重なります
rhythm-stale = 先に定例が変わっていました
rhythm-taken = 別の1on1と重なる日があります
rhythm-anyway = それでもこの定例にする
rhythm-save = この定例ではじめる
rhythm-change = この定例に変える
cadence-weekly = 毎週
cadence-twice_monthly = 月に2回(第1・第3)
cadence-monthly = 月に1回(第1)
cadence-none = 決めない(そのつど)

invalid-date = 日にちを、2026-11-26 のように入れてください。ない日は選べません。
invalid-date-past = これからの日時を選んでください。
invalid-date-far = 1年より先の日は選べません。
invalid-time = 時刻を、15:00 のように 0:00 から 23:59 のあいだで入れてください。
invalid-time-skipped = この日は時計が進むため、この時刻がありません。別の時刻にしてください。
invalid-minutes = 長さは10分から120分のあいだにしてください。
invalid-place = 場所は80文字までです。
invalid-cadence = 間隔を選んでください。
invalid-weekday = 曜日を選んでください。

## お知らせ

notices = お知らせ
notices-know = すべて読みました
notices-about = 予定の変更や、1on1のまとめが届きます。押すと、その画面に移ります。
notices-all = お知らせの一覧
notices-unread = 未読
notices-older = もっと前のお知らせ
notices-none = お知らせはありません
notices-none-about = 予定が変わったときや、1on1が終わったときに届きます。
notices-settings = メールで受け取るものを選ぶ
notice-day_before = { $name }との1on1は{ $when }です
notice-starting = { $name }との1on1がまもなくです({ $when })
notice-planned = { $name }との1on1の予定が入りました({ $when })
notice-moved = { $name }との1on1が{ $when }に変わりました
notice-changed = { $when }の{ $name }との1on1は、いつもと違う形になりました
notice-skipped = { $when }の{ $name }との1on1はお休みになりました
notice-cancelled = { $when }の{ $name }との1on1は取りやめになりました
notice-after = { $when }の{ $name }との1on1を、まだ閉じていません
notice-summary = { $when }の{ $name }との1on1をまとめました
