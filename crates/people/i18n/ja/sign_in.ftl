# サインインとサインアウト。

form-errors = 入力を確かめてください
form-optional = 任意
form-save = 保存する

sign-in-title = サインイン
sign-in-lead = メールでお送りするリンクから入れます。パスワードはなくても大丈夫です。
sign-in-email = メールアドレス
sign-in-send = リンクをメールで受け取る
sign-in-with-password = パスワードで入る
sign-in-password = パスワード
sign-in-password-send = パスワードで入る
sign-in-empty-title = まだ準備が済んでいません
sign-in-empty = 起動したときに表示された、はじめの設定のアドレスを開いてください。
sign-in-worn-title = このリンクは使えなくなりました
sign-in-worn = リンクは一度だけ、しばらくの間だけ使えます。下から新しいリンクを受け取れます。
sign-in-wait-title = 少し時間をおいてください
sign-in-wait = 何度か続けて合わなかったため、あと{ $seconds }秒お待ちください。メールのリンクなら、いますぐ入れます。
language-choice = 表示することば

on-its-way-title = メールをご確認ください
on-its-way = { $email } が登録されていれば、サインインのリンクをお送りしました。
on-its-way-lasts = リンクは15分間、一度だけ使えます。
on-its-way-nothing = 数分待っても届かないときは、アドレスが正しいか、迷惑メールに入っていないかをご確認ください。それでも届かなければ、組織の管理者におたずねください。
on-its-way-back = アドレスを入れ直す

link-title = この方として入ります
link-enter = サインインする
link-not-me = お心当たりがなければ、このページを閉じてください。何も起こりません。

choose-title = 組織を選んでください
choose-lead = 同じアドレスで、いくつかの組織に登録されています。
choose-enter = { $organization } に入る

invalid-email = メールアドレスの形になっていません。例: hanako@example.co.jp
invalid-email-taken = このメールアドレスは、すでに別の方が使っています。
invalid-sign-in = メールアドレスとパスワードの組み合わせが合いません。
invalid-language = 表示することばを選んでください。
invalid-name-missing = 名前を入れてください。
invalid-name-long = 名前は100文字までにしてください。
invalid-password-short = パスワードは10文字以上にしてください。
invalid-password-long = パスワードは200文字までにしてください。
invalid-password-easy = 推測されやすいパスワードです。関係のない言葉をいくつか並べると、覚えやすく破られにくくなります。
invalid-password-current = いまのパスワードが合いません。
invalid-token-scopes = できることを1つ以上選んでください。
invalid-token-days = 期限を選んでください。
invalid-zone = 時間帯を一覧から選んでください。

## メール

letter-sign-in-subject = サインインのご案内
letter-sign-in-greeting = { $name } さん
letter-sign-in-body =
    { $organization } の Aizuchi を開くためのリンクをお送りします。
    使えるのは一度だけで、{ $when }まで有効です。
letter-sign-in-action = サインインする
letter-sign-in-footer = サインインの画面でこのアドレスが入力されたため、お送りしています。お心当たりがないときは、開かずに削除してください。何も起こりません。

letter-welcome-subject = Aizuchi のご案内
letter-welcome-greeting = { $name } さん
letter-welcome-body =
    { $organization } で、1on1のための Aizuchi を使えるようになりました。
    下のリンクから入れます。使えるのは一度だけで、{ $when }まで有効です。期限が過ぎても、サインインの画面から新しいリンクを受け取れます。
letter-welcome-action = はじめて開く
letter-welcome-footer = 組織の管理者があなたを登録したため、お送りしています。

letter-password-subject = パスワードが変わりました
letter-password-greeting = { $name } さん
letter-password-body =
    { $when }に、パスワードが新しくなりました。ほかの端末では、サインインし直しが必要です。
    ご自分で変えたのであれば、このままで大丈夫です。お心当たりがないときは、すぐに設定し直し、組織の管理者にもお知らせください。
letter-password-action = サインインの設定を開く
letter-password-footer = 安全のため、パスワードが変わるたびに必ずお送りしています。このお知らせは止められません。
