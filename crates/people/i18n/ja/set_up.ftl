# はじめの設定。

first-steps-label = はじめの設定
first-step-1 = 組織
first-step-2 = はじめの管理者
first-step-3 = 人
first-step-4 = さいしょの1on1

set-up-title = Aizuchi をはじめます
set-up-lead = 4つの画面で、さいしょの1on1の日時まで決められます。あとから、すべて変えられます。
set-up-next = つぎへ
set-up-administrator = はじめの管理者
set-up-administrator-lead = あなたのことを入れてください。管理者は人やペアを登録できますが、二人が話したことは読めません。
set-up-password-hint = { $shortest }文字以上。メールの設定がまだのときは、決めておくと次からも入れます。
set-up-begin = 登録して入る
gone-set-up = はじめの設定は済んでいるか、サーバーが起動し直されています。新しいアドレスは、起動したときの表示にあります。

organization-name = 組織の名前
organization-language = ふだんのことば
organization-language-hint = 新しく登録する人の、はじめの表示に使います。一人ひとりが変えられます。
organization-zone = 時間帯

first-added = { $count }人を登録しました
first-date-title = さいしょの1on1の日時
first-date-lead = 相手を選んで、さいしょの日時を決めましょう。
first-date = さいしょの日時を決める
first-no-pair = あなたの相手はまだいません
first-no-pair-about = 登録した人から相手を選ぶと、日時を決められます。ほかの方々のペアは、もう使えます。
