# What every page shares: frame, errors, days.

product-name = Aizuchi
skip-to-content = 本文へ移動
menu-label = メニュー
menu-label-bottom = メニュー(画面の下)
menu-settings = わたしの設定
menu-administration = 組織の管理
menu-notices = お知らせ
menu-privacy = だれに何が見えるか
menu-sign-out = サインアウト

day-today = きょう
day-tomorrow = あす
day-yesterday = きのう
weekday-0 = 月曜日
weekday-1 = 火曜日
weekday-2 = 水曜日
weekday-3 = 木曜日
weekday-4 = 金曜日
weekday-5 = 土曜日
weekday-6 = 日曜日

error-to-home = はじめの画面へ
error-try-again = もう一度ためす
error-request = お問い合わせのときは、この番号をお伝えください:

error-signed-out-title = サインインしてください
error-signed-out-what = この操作にはサインインが必要です。
error-signed-out-next = サインインすると、続きから始められます。
error-forbidden-title = この操作はできません
error-forbidden-what = この内容を見ることはできますが、変えることはできません。ほかのサイトから送られた操作も、安全のために受け付けていません。
error-forbidden-next = 画面を開き直してから、もう一度お試しください。必要な権限については、組織の管理者におたずねください。
error-not-found-title = ページが見つかりません
error-not-found-what = アドレスが違うか、見る権限のないページです。
error-not-found-next = はじめの画面から、たどり直してください。
error-conflict-title = ほかの変更が先に届いています
error-conflict-what = 別の画面、または相手の方が、同じところを先に変更しました。こちらの変更はまだ保存していません。
error-conflict-next = 前の画面に戻って開き直し、いまの内容を確かめてから、もう一度お試しください。
error-conflict-raced = 同時に変更がありました。こちらの変更はまだ保存していません。
error-conflict-exists = 同じものが、すでにあります。
error-conflict-key-reused = この Idempotency-Key は、別の内容の要求ですでに使われています。
error-gone-title = このリンクは使えなくなりました
error-gone-what = 期限が切れたか、すでに使われたリンクです。
error-gone-next = はじめの画面から、新しいリンクを受け取ってください。
error-invalid-title = 入力を確かめてください
error-invalid-what = 受け付けられない入力がありました。まだ何も変わっていません。
error-invalid-next = 前の画面に戻って直すと、入力した内容はそのまま使えます。
error-too-large-title = 送られた内容が大きすぎます
error-too-large-what = 一度に送れる大きさを超えています。まだ何も変わっていません。
error-too-large-next = 短くするか、いくつかに分けて送ってください。
error-too-many-title = 少し時間をおいてください
error-too-many-what = 短い間に、たくさんの操作がありました。
error-too-many-next = しばらく待ってから、もう一度お試しください。
error-unavailable-title = ただいまご利用になれません
error-unavailable-what = 保存先につながらないか、空きがありません。これまでに保存したものは失われていません。
error-unavailable-next = 入力した内容を残したまま、少し待ってから、もう一度お試しください。続くときは管理者にお知らせください。
error-internal-title = 申し訳ありません。うまく動きませんでした
error-internal-what = こちらの不具合です。これまでに保存したものは失われていません。
error-internal-next = もう一度お試しください。続くときは、下の番号を管理者にお知らせください。

invalid-query = アドレスの ? より後ろが読み取れません。
invalid-form = 画面が古いか、必要な項目が届いていません。開き直してください。
invalid-json-wanted = Content-Type は application/json にしてください。
invalid-key = Idempotency-Key は 1〜120 文字で指定してください。

# Mails.

mail-link-fallback = ボタンが開かないときは、次のアドレスをご覧ください：{ $url }

error-conflict-stale = 読み取ったあとに、ほかの変更がありました。送られた内容はまだ保存されていません。
invalid-cursor = この一覧の「next」ではありません。最初から読むときは、cursor を付けずに送ってください。
invalid-limit = 1から200までで指定してください。
invalid-if-match = If-Match には、前の応答の ETag を引用符ごと、または * を入れてください。

# プログラムが次にすること。
problem-signed-out-next = 個人用アクセストークンをヘッダー「Authorization: Bearer …」で送ってください。トークンは /settings/tokens で作れます。期限が切れていることもあります。
problem-forbidden-next = トークンの権限が足りないか、見ることはできても変えることはできない人のトークンです。「write」を付けたトークンを作るか、変えられる人に頼んでください。
problem-not-found-next = 宛先とメソッドを /api/openapi.json と、id を一覧と見比べてください。ほかの人だけが見られるものは、このトークンからは存在しません。
problem-conflict-next = もう一度読み(またはこの応答の「current」を見て)、変更を当て直し、新しい ETag を付けて送ってください。Idempotency-Key を使い回していたときは、新しいキーにしてください。
problem-gone-next = 新しいものをもらってください。
problem-invalid-next = 「errors」の項目を直して送り直してください。まだ何も変わっていません。
problem-too-large-next = 一度に送る量を減らしてください。
problem-too-many-next = Retry-After の秒数だけ待ってください。
problem-internal-next = 同じ Idempotency-Key でもう一度送ってください。続くときは request_id を管理者に伝えてください。
problem-unavailable-next = Retry-After の秒数だけ待ち、同じ Idempotency-Key でもう一度送ってください。
