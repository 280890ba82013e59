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

serve-at = Aizuchi は { $origin } で動いています。止めるには Ctrl+C を押してください。
serve-listening = 待ち受け: { $address }
serve-set-up = 最初の設定はこちらから始めてください(一度だけ使えるリンクです):
serve-mails = メールサーバーの設定がないので、メールは { $folder } にファイルとして書き出します。

migrate-ran = { $step } を実行しました。
migrate-current = 表は最新です。
