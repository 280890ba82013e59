### だれが読めるか、だれが読んだか。見張るためではなく、安心のために、事実だけを書く。

receipt-now = 読めるのは、{ $names }です。ほかの人は、管理者も、読めません。
receipt-now-others = 読めるのは、{ $names }です。ほかの人は読めません。
receipt-read = 読んだ人: { $names }。
receipt-who = { $name }({ $why })
receipt-why-leader = 上司
receipt-why-member = 部下
receipt-you = あなた
receipt-and = ・
receipt-outside = 組織の外の人
receipt-more = くわしく見る

readings-title = 共有メモを読んだ人
readings-lead = { $name }との共有メモを、だれが、どのように開いたかの一覧です。
readings-lead-one = この1on1の共有メモを、だれが、どのように開いたかの一覧です。
readings-all = { $name }との1on1すべての一覧
readings-back = この1on1へ
readings-none = まだだれも読んでいません
readings-none-about = 共有メモが読まれると、ここに並びます。
readings-of = { $day }の1on1
readings-foreign = 二人のほかの人
readings-sound-title = この一覧は、あとから変えられていないか
readings-sound = { $count }件すべてが、書かれたときのままです。
readings-broken = 書かれたときと違うところがあります。手元に控えた一覧と見比べ、システムを管理している人に知らせてください。
readings-take = 一覧は、手元に控えておけます。
readings-check = 自分で確かめるには
readings-check-how = 1行ごとに、pair から previous までの9つの値を「|」でつなぎ、先頭に「aizuchi-reading-1|」を付けて、SHA-256 を計算してください。結果がその行の link と同じで、次の行の previous とも同じなら、その行は書かれたときのままです。最初の行の previous は、0が64個です。
readings-check-keep = 最後の link を控えておくと、あとで受け取る一覧に同じ値があるかどうかで、作り直されていないことも確かめられます。いまの最後の link は、次のとおりです。
readings-note = 二人が読んだ時刻は、1時間より細かくは残しません。自分メモを開いたことは、どこにも残りません。

reading-way-opened = 1on1の画面で開きました
reading-way-listed = あゆみの一覧に1行目が出ました
reading-way-found = 検索の結果に1行が出ました
reading-way-exported = 書き出しました
reading-way-program = 連携しているプログラムから読みました
reading-way-emergency = 緊急閲覧で読みました
reading-way-shared = 共有された部分を読みました
reading-way-handed-over = 引き継ぎで読みました

journey-who-has-read = 読んだ人を見る
