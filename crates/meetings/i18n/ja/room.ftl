### 1on1の画面。始まる前、話しているあいだ、終わったあと。メモを書くところのことばもここに置く。
### 急がせない。時間はめやすとして、静かに伝える。

room-title = { $name }との1on1
room-topics = 今回の話題
room-no-topics = 話題はまだありません。その場で思いついたことから、どうぞ。
room-earlier = 前回までの約束
room-readers = 読めるのは二人だけです。会社の管理者にも人事にも見えません。
room-start = 1on1をはじめる
room-start-written = 書きはじめる

room-left = のこり
room-until = { $time }まで
room-together = 同じ画面で話す
room-apart = ふつうの画面に戻す
room-together-about = 二人で同じ画面を見るための表示です。自分メモは出ません。
room-tabs = 1on1の画面
room-tab-topics = 話題
room-tab-memo = メモ
room-pace = この話題のめやす
room-reached = 話しました
room-later = 次回に
room-reach = 話せた
room-put-off = あとで話す
room-want-else = してほしいことを変える
room-add-topic = 話題をたす
room-topic = 話題
room-add = たす
room-decided = ここで決めたこと
room-promise = 約束
room-promise-hint = だれが、何を
room-promise-who = だれの約束か
room-promise-due = いつまで
room-promise-make = 約束にする
room-note-readers = 読めるのは、あなただけです
room-memo-needs-script = メモを書き足すには、ブラウザーの JavaScript を有効にしてください。読むことは、このままできます。
room-close = 1on1を終える
room-close-sure = 1on1を終えますか
room-close-about = 話せなかった話題は、次回に引き継がれます。メモはあとからでも書き足せます。
room-done-writing = 書き終える

room-ended = この1on1は終わりました。メモは、このまま書き足せます。
room-ended-next = つぎの日時を見る
room-thanks = おつかれさまでした
room-thanks-about = { $name }との1on1を終えました。
room-carried-about = 次回に引き継いだ話題
room-no-next = つぎの日時は、まだ決まっていません。
room-plan-next = つぎの日を決める
room-until-next = つぎまでの約束
room-summary-comes = 約束とつぎの日時を、お二人にメールでお送りします。
room-look-back = 今回のメモを読む

room-to-journey = あゆみ
room-was-skipped = この1on1は、お休みになりました。話題は次回に引き継がれています。
room-was-cancelled = この1on1は、取りやめになりました。話題は次回に引き継がれています。
room-was-left = この1on1は、行われないままになっています。
room-write-more = メモに書き足す
room-memo-empty = メモはありません。
room-carried = 次回へ
room-print = 印刷する

## 日付

invalid-date = 日付は 2026-11-30 のように入れてください。
invalid-memo-text = この文章はメモに入りませんでした。短くしてお試しください。
conflict-memo-written = このメモには、すでに書かれたことがあります。

## メモを書くところ。{"{name}"} と {"{names}"} は画面の側で名前に置き換わる

memo-label-editor_shared = 共有メモ
memo-label-editor_private = 自分メモ
memo-label-note_shared = 二人に見えます。
memo-label-note_private = あなただけに見えます。
memo-label-placeholder_shared = 話したことを書きとめましょう
memo-label-placeholder_private = 気づいたことを書きとめましょう
memo-label-state_saved = 保存済み
memo-label-state_saving = 保存しています
memo-label-state_offline = つながっていません
memo-label-state_kept = つながっていません(書いた内容はこの端末にあります)
memo-label-state_failed = 保存できませんでした
memo-label-notice_refused = このメモには、いま書き込めません。内容はコピーできます。
memo-label-notice_read_only = いまは読むことだけできます。
memo-label-notice_outdated = メモの形が新しくなりました。読み込みなおしてください。
memo-label-notice_not_stored = 最後に書いた内容を保存できませんでした。コピーして取っておいてください。
memo-label-notice_paste_too_long = 長すぎるため貼り付けませんでした。分けて貼り付けてください。
memo-label-notice_held = 変換が終わると、相手の書いた分が入ります。
memo-label-reload = 読み込みなおす
memo-label-copy_all = 全文をコピー
memo-label-copied = コピーしました
memo-label-discard = 保存できなかった分を捨てる
memo-label-people = いる人
memo-label-alone = いまはあなただけです
memo-label-you = (あなた)
memo-label-seat_leader = 上司
memo-label-seat_member = 部下
memo-label-typing = 書いています
memo-label-composing = 入力中
memo-label-peer_came = {"{name}"}さんが入りました。
memo-label-peer_left = {"{name}"}さんが離れました。
memo-label-peer_wrote = {"{names}"}さんがメモを書きました。
memo-label-toolbar = メモの道具
memo-label-keyboard_help = Altキーを押しながらF10で道具へ、Altキーを押しながらPでこの行を約束にします。
memo-label-tool_heading = 見出し
memo-label-tool_subheading = 小見出し
memo-label-tool_bold = 太字
memo-label-tool_italic = 斜体
memo-label-tool_strike = 取り消し線
memo-label-tool_code = 等幅
memo-label-tool_bullets = 箇条書き
memo-label-tool_numbers = 番号
memo-label-tool_check = チェック
memo-label-tool_quote = 引用
memo-label-tool_rule = 区切り線
memo-label-tool_link = リンク
memo-label-tool_undo = 元に戻す
memo-label-tool_redo = やり直す
memo-label-tool_promise = このことを約束にする
memo-label-check_done = できた
memo-label-link_address = リンク先
memo-label-link_apply = 決める
memo-label-link_remove = リンクを外す
memo-label-link_cancel = やめる
memo-label-link_invalid = http、https、mailto のいずれかで始まるリンク先を入れてください。
memo-label-promise_empty = この行はまだ空です。
