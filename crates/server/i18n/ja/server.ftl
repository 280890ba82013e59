# 立ち上げる人に向けた言葉と、混み合ったときの画面。

menu-home = つぎ
menu-today = きょう
menu-journey = あゆみ
menu-me = わたし

busy-title = ただいま混み合っています
busy-what = 一度にたくさんの方が使っているため、この操作はまだ受け付けていません。これまでに保存したものは失われていません。
busy-next = 入力した内容を残したまま、数秒待ってから、もう一度お試しください。

config-mistakes = 設定に直すところがあります。直してから、もう一度始めてください。
config-unknown = { $place } という設定はありません。{ $value } のことではありませんか。
config-file = { $place } の { $value } 行目が読み取れません。「名前 = "値"」の形で書いてください。
config-plain = { $place } には、文字列か数か true / false を書いてください。
config-address = { $place } の「{ $value }」は使えません。「IPアドレス:ポート」の形で書いてください。例: 127.0.0.1:8080
config-origin = { $place } の「{ $value }」は使えません。ブラウザーで開くアドレスを、パスを付けずに書いてください。例: https://1on1.example.co.jp
config-database = { $place } は postgresql://利用者:パスワード@ホスト/データベース の形で書いてください。書かなければ、組み込みの SQLite を使います。
config-owner-alone = { $place } は、DATABASE_URL と一緒に使います。
config-nats = { $place } は nats://host:4222 か tls://host:4222 の形で書いてください。複数あるときは、コンマで区切ってください。
config-nats-subject = { $place } の「{ $value }」は使えません。aizuchi のように、英数字で書いてください。
config-nats-pair = { $place } だけでは足りません。AIZUCHI_NATS_CERT(証明書)と AIZUCHI_NATS_KEY(秘密鍵)の両方を指定してください。
config-nats-embedded = { $place } は複数台で動かすための設定で、すべての台が同じ PostgreSQL を使います。DATABASE_URL も指定するか、{ $place } を外してください。
config-smtp = { $place } は smtps://ホスト:465 か smtp://ホスト:587?tls=required の形で書いてください。
config-smtp-pair = { $place } だけでは使えません。AIZUCHI_SMTP_USER と AIZUCHI_SMTP_PASSWORD を両方とも書くか、両方とも消してください。
config-smtp-alone = { $place } は、AIZUCHI_SMTP_URL と一緒に使います。
config-from = { $place } の「{ $value }」は差出人として使えません。例: Aizuchi <aizuchi@example.co.jp>
config-from-missing = { $place } を使うときは、差出人を AIZUCHI_SMTP_FROM に書いてください。例: Aizuchi <aizuchi@example.co.jp>
config-log = { $place } の「{ $value }」は読み取れません。text か json、続けてコンマの後にしぼり込みを書けます。例: json,info
config-tls-pair = { $place } だけでは使えません。AIZUCHI_TLS_CERT(証明書)と AIZUCHI_TLS_KEY(秘密鍵)を両方とも書いてください。
config-no-file = { $place } のファイル { $value } が見つかりません。
config-yes-no = { $place } の「{ $value }」は使えません。true か false を書いてください。
config-count = { $place } の「{ $value }」は使えません。小さすぎず大きすぎない数を書いてください。例: 256
config-days = { $place } の「{ $value }」は使えません。1から3650までの日数を書いてください。例: 90

serve-at = Aizuchi は { $origin } で動いています。止めるには Ctrl+C を押してください。
serve-listening = 待ち受け: { $address }
serve-set-up = 最初の設定はこちらから始めてください(一度だけ使えるリンクです):
serve-mails = メールサーバーの設定がないので、メールは { $folder } にファイルとして書き出します。

migrate-ran = { $step } を実行しました。
migrate-current = 表は最新です。

doctor-well = よし
doctor-care = 注意
doctor-wrong = 不備
doctor-all-well = 動かすのに困ることは見つかりませんでした。
doctor-some-wrong = 直すところが { $count } 件あります。
doctor-origin-well = ブラウザーで開くアドレス: { $value }
doctor-origin-here = このコンピューターの中だけで使います({ $value })。ほかの人も使うときは、AIZUCHI_ORIGIN に https で始まるアドレスを書いてください。
doctor-origin-open = アドレス { $value } は暗号化されていません。TLS を使い、AIZUCHI_ORIGIN を https で始めてください。
doctor-origin-missing = { $value } で待ち受けていますが、AIZUCHI_ORIGIN がありません。ブラウザーで開くアドレスを https で書いてください。
doctor-folder-missing = データのフォルダー { $value } がありません。aizuchi serve を一度動かすと作られます。
doctor-folder-unreadable = データのフォルダーを調べられません: { $value }
doctor-disk-well = ディスクの空き: { $value } MB
doctor-disk-full = ディスクの空きが { $value } MB しかありません。不要なファイルを消すか、大きなディスクへ移してください。
doctor-log-large = 書き込みの記録 { $value } が大きくなっています。一度止めて、もう一度始めると小さくなります。
doctor-key-well = 鍵のファイル: { $value }(このファイルは、バックアップとは別の場所にも控えてください)
doctor-key-missing = 鍵のファイル { $value } がありません。控えから戻してください。まだ何も書いていない新しい環境なら、aizuchi serve が作ります。
doctor-key-open = 鍵のファイル { $value } を、ほかの人も読み書きできます。chmod 400 を実行してください。
doctor-key-unreadable = 鍵のファイルを読み取れません: { $value }
doctor-key-fits = 鍵は、このデータベースのものです。
doctor-key-new = まだ何も封じていません。最初に動かしたときの鍵を使います。
doctor-key-wrong = 鍵のファイル { $value } は、このデータベースのものではありません。正しい鍵を控えから戻してください。
doctor-database-well = データベースは書き込めます({ $value })。
doctor-database-slow = データベースへの書き込みに時間がかかっています({ $value })。ディスクの速さと、ほかの処理の重さを確かめてください。
doctor-database-missing = データベース { $value } がありません。aizuchi serve を一度動かすと作られます。
doctor-database-away = データベースが使えません: { $value }
doctor-tables-well = 表は最新です。
doctor-tables-old = まだ実行していない更新があります({ $value })。aizuchi migrate を実行してください。
doctor-tables-new = 表のほうが新しい版です({ $value })。新しい版の aizuchi を使ってください。
doctor-walls-well = 組織どうしは、データベースの側でも仕切られています。
doctor-walls-none = 組織どうしの仕切り: 組み込みの SQLite では、プログラムの側だけで仕切ります。
doctor-walls-open = 組織どうしの仕切りのない表があります({ $value })。aizuchi migrate を実行してください。
doctor-clock-well = 時計: { $value }
doctor-clock-apart = このコンピューターとデータベースの時計が { $value } 秒ずれています。時刻合わせを確かめてください。
doctor-clock-back = 時計が戻っています。最後の書き込みは { $value } でした。時刻合わせを確かめてください。
doctor-readings-well = 共有メモを読んだ人の一覧: { $value } 件すべてが、書かれたときのままです。
doctor-readings-changed = 共有メモを読んだ人の一覧が、書かれたときと違います({ $value } 番め。end は一覧の終わり)。データベースを直接変えた人がいないか確かめ、二人に知らせてください。
doctor-jobs-well = うしろの仕事: 待ちは { $value } 件
doctor-jobs-dead = 何度やってもできなかった仕事が { $value } 件あります。ログとメールの設定を確かめてください。
doctor-jobs-many = 待っている仕事が { $value } 件あります。aizuchi serve が動いているか確かめてください。
doctor-mail-well = メールサーバーとやりとりできます(差出人: { $value })。
doctor-mail-none = メールサーバーの設定がありません。メールは { $value } にファイルとして書き出します。
doctor-mail-away = メールサーバーとやりとりできません: { $value }
doctor-nats-well = NATS につながり、ほかの { $value } 台の声が届いています。
doctor-nats-alone = NATS にはつながりましたが、ほかの台の声は届いていません。2台以上が動いているときは、鍵ファイル、NATS の接続先、AIZUCHI_NATS_SUBJECT が同じかどうかを確かめてください。
doctor-nats-away = ほかの台と連絡がとれません: { $value }
doctor-pages-well = { $value } のすべてのページを読めました。
doctor-pages-damaged = データベースが壊れています。バックアップから戻してください: { $value }

backup-made = バックアップを { $file } に書きました。
backup-size = 中身は { $mib } MiB です。
backup-with-key = 鍵も入っています。このファイルを持つ人は、すべての内容を読めます。
backup-without-key = 鍵({ $key })は入っていません。鍵がないと内容は読めないので、別の場所に控えてください。
backup-key-apart = PostgreSQL のバックアップには鍵を入れられません。--with-key を外し、鍵のファイルは別に控えてください。
restore-done = { $at } のバックアップを戻しました。
restore-former = それまでのファイルは { $folder } に移しました。確かめてから消してください。
restore-key = 鍵のファイルがまだありません。始める前に { $key } に置いてください。
restore-postgres = PostgreSQL へは pg_restore で戻します。手順は docs/operations.md にあります。
export-id = --organization には、組織の番号(英数字)を書いてください。
export-done = 書き出しました。話した中身は入っていません。中身は、それぞれの人が自分の「書き出し」から受け取れます。

demo-filling = はじめに、二つの会社と半年分の物語を用意しています。少しお待ちください。
demo-try = 次のアドレスを開くと、その人としてお試しいただけます(何度でも使えます):
demo-more = ほかの人のアドレスは --manifest FILE でまとめて書き出せます。
demo-role-member = 部下
demo-role-leader = 上司
demo-role-administrator = 管理者
demo-role-nobody = 1on1をしていない人
demo-scaled = { $people } 人、{ $count } 件の1on1を用意しました。
demo-not-here = このデータベースには本物の組織があります。お試しには、別のデータベースを使ってください。
