### メールの文面。件名と書き出しは、鍵のかかった画面に出ても困らないものだけにする。
### 件名には人の名前も話題も入れない。相手の名前は本文の二行目から。
### name は受け取る人、partner は二人のもう一方、when は日時、url は開く先。

## ペアへの招待(部下へ)

## 前日のお知らせ(部下へ、準備がこれから)

mail-day-before-subject = 次の1on1が近づきました
mail-day-before-greeting = { $name } さん
mail-day-before-body =
    次の1on1のお知らせです。
    { $when }から、{ $partner } さんとの時間です。話したいことを選んでおくと、時間を思うように使えます。1分ほどで済みます。
    決まっていなければ、そのままでも、お休みにしてもかまいません。
mail-day-before-action = 話したいことを選ぶ
mail-day-before-footer = 1on1の前の営業日にお送りしています。「お知らせの設定」でいつでも止められます。

## 前日のお知らせ(部下へ、準備ができている)

mail-day-before-prepared-subject = 次の1on1が近づきました
mail-day-before-prepared-greeting = { $name } さん
mail-day-before-prepared-body =
    次の1on1のお知らせです。
    { $when }から、{ $partner } さんとの時間です。準備はできています。気が変わったら、始まってからでも選び直せます。
mail-day-before-prepared-action = 準備を見直す
mail-day-before-prepared-footer = 1on1の前の営業日にお送りしています。「お知らせの設定」でいつでも止められます。

## まもなくのお知らせ(上司へ)

mail-starting-leader-subject = まもなく1on1です
mail-starting-leader-greeting = { $name } さん
mail-starting-leader-body =
    始まる前に、10秒だけ目を通してください。
    { $when }から、{ $partner } さんとの時間です。
mail-starting-leader-action = 10秒で確認する
mail-starting-leader-footer = 始まる少し前にお送りしています。「お知らせの設定」でいつでも止められます。

## まもなくのお知らせ(部下へ)

mail-starting-member-subject = まもなく1on1です
mail-starting-member-greeting = { $name } さん
mail-starting-member-body =
    あなたの時間がまもなく始まります。
    { $when }からは、{ $partner } さんとの時間です。ひと息ついてからどうぞ。
mail-starting-member-action = 1on1を開く
mail-starting-member-footer = 始まる少し前にお送りしています。「お知らせの設定」でいつでも止められます。

## 終わったあとのまとめ(二人へ)

mail-summary-subject = 1on1、おつかれさまでした
mail-summary-greeting = { $name } さん
mail-summary-body =
    1on1、おつかれさまでした。
    { $when }の{ $partner } さんとの1on1をまとめました。認識の違いがあれば、共有メモに書き足しておくと次に生きます。
mail-summary-promises = つぎまでの約束
mail-summary-no-promises = 今回の約束はありません。
mail-summary-next = つぎの1on1：{ $when }
mail-summary-next-undecided = つぎの日時はまだこれからです。
mail-summary-action = 共有メモを開く
mail-summary-footer = 1on1のあとに一度だけ、お二人にお送りしています。「お知らせの設定」でいつでも止められます。

## 新しい予定(はじめての日、追加の1回)

mail-planned-subject = 1on1の予定が入りました
mail-planned-greeting = { $name } さん
mail-planned-body =
    新しい予定をお知らせします。
    { $when }から、{ $partner } さんとの1on1です。都合が合わないときは、開いた画面で日時を変えられます。
mail-planned-action = 予定を見る
mail-planned-footer = 予定が入ったときにお送りしています。大切な変更のため、いつもお送りします。

## 日時の変更

mail-moved-subject = 1on1の日時が変わりました
mail-moved-greeting = { $name } さん
mail-moved-body =
    日時の変更をお知らせします。
    { $partner } さんとの1on1は、{ $when }からになりました。話題も約束もそのまま引き継がれています。
mail-moved-action = 新しい予定を見る
mail-moved-footer = 予定が変わったときにお送りしています。大切な変更のため、いつもお送りします。

## 進め方の変更(10分だけ、書いてやりとり)

mail-changed-subject = 1on1の進め方が変わりました
mail-changed-greeting = { $name } さん
mail-changed-body =
    今回は、いつもと少し違う形で行います。
    { $when }の{ $partner } さんとの1on1です。どんな形になったかは画面でご覧ください。
mail-changed-action = 今回の形を見る
mail-changed-footer = 予定が変わったときにお送りしています。大切な変更のため、いつもお送りします。

## お休み

mail-skipped-subject = 今回の1on1はお休みです
mail-skipped-greeting = { $name } さん
mail-skipped-body =
    今回はお休みになりました。
    { $when }の{ $partner } さんとの1on1です。休むのも使い方のひとつです。話題と約束は、次回にそのまま残ります。
mail-skipped-action = 次回の予定を見る
mail-skipped-footer = 予定が変わったときにお送りしています。大切な変更のため、いつもお送りします。

## 取りやめ

mail-cancelled-subject = 1on1の予定が取りやめになりました
mail-cancelled-greeting = { $name } さん
mail-cancelled-body =
    予定の取りやめをお知らせします。
    { $when }の{ $partner } さんとの1on1は行いません。書いておいた話題と約束はなくなりません。話したくなったら、いつでも新しい日を選べます。
mail-cancelled-action = 別の日を選ぶ
mail-cancelled-footer = 予定が変わったときにお送りしています。大切な変更のため、いつもお送りします。

## 予定の時刻を過ぎて、まだ閉じていないとき(二人へ)

mail-after-subject = 1on1はいかがでしたか
mail-after-greeting = { $name } さん
mail-after-body =
    { $when }からの{ $partner } さんとの1on1の時刻が過ぎました。
    話せたなら、約束を残して閉じておくと、次がそこから始まります。話さなかったときは、お休みや日時の変更も選べます。
mail-after-action = 1on1を開く
mail-after-footer = 予定の時刻のあとに一度だけお送りしています。「お知らせの設定」でいつでも止められます。
