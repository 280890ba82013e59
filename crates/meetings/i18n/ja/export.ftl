# 書き出す: files to keep and to print.

export-heading = わたしの記録を持ち出す
export-lead = あなたが読めるものを、すべてまとめて受け取れます。話題、約束、共有メモ、あなたの自分メモが入っています。相手の自分メモは入りません。
export-json = JSON で受け取る
export-json-about = ほかの道具に取り込むための形です。
export-markdown = Markdown で受け取る
export-markdown-about = そのまま読める文章の形です。
export-care = 大切な内容が含まれます。会社の決まりに沿って保管してください。
export-title = { $name }さんの1on1の記録
export-memo = 共有メモ
export-note = 自分メモ

# 1回の1on1を書き出す。
export-one = 書き出す・印刷する
export-one-title = この1on1を書き出す
export-one-lead = 話題、要点、意識すること、共有メモ、約束、ひとことが入ります。相手の自分メモは入りません。
export-format = ファイルの形
export-format-html = HTML
export-format-html-about = ブラウザーで開けて、そのまま印刷もできます
export-format-markdown-about = ほかの文書やノートの道具に取り込めます
export-format-text = テキスト
export-format-text-about = どの端末でも開ける、飾りのない文章です
export-with-note = 自分メモも入れる
export-with-note-about = 自分メモを読めるのは、いまはあなただけです。入れると、ファイルや印刷した紙を見た人も読めるようになります。
export-take = ファイルを受け取る
export-print = 印刷する
export-print-hint = 紙に出るのは下の内容だけです。行き先に「PDFに保存」も選べます。
export-print-back = 書き出しに戻る
export-is-noted = 書き出したことは、共有メモを「読んだ記録」に残ります。
export-record-title = { $leader }さんと{ $member }さんの1on1
export-topics = 話題
export-promises = 約束
export-nothing = まだ何も書かれていません。
export-note-is-mine = これを書いた本人だけが読めるメモです。
export-made = { $day }に Aizuchi から書き出しました。大切な内容が含まれます。会社の決まりに沿って保管してください。
invalid-export-format = 形は markdown、html、text のどれかにしてください。

# すべてをまとめた ZIP。
export-zip = ZIP で受け取る
export-zip-title = ひとまとめ(ZIP)
export-zip-about = 1回ごとのページと目次、Markdown、JSON が入っています。インターネットにつながっていなくても、何年後でも読めます。
export-archive-about = 1on1の日付を選ぶと、その回の記録が開きます。
export-and = ・
