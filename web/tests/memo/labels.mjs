// The words of the test pages; the product's come from its catalogues.
import { readFileSync } from "node:fs";

export const ja = {
  editor_shared: "共有メモ", editor_private: "自分メモ",
  note_shared: "ふたりに見えます。", note_private: "あなただけに見えます。",
  editor_key_point: "きょうの要点", editor_mindful: "次回まで意識すること",
  note_key_point: "二人とも書けます。", note_mindful: "書けるのはあなたです。上司は読めます。", note_mindful_read: "書くのは部下です。あなたは読めます。",
  placeholder_key_point: "大事なことを一つか二つ", placeholder_mindful: "次回まで心にとめておく、ひとこと", placeholder_mindful_read: "まだ書かれていません",
  placeholder_shared: "話したことを書きとめましょう", placeholder_private: "気づいたことを書きとめましょう",
  state_saved: "保存済み", state_saving: "保存中", state_offline: "未接続",
  state_kept: "未接続(書いた内容はこの端末に取ってあります)", state_failed: "保存できませんでした",
  notice_refused: "このメモは、いま書き込めません。内容はコピーできます。",
  notice_read_only: "このメモは読むだけです。",
  notice_outdated: "新しい形のメモになりました。読み込みなおしてください。",
  notice_not_stored: "最後に書いた内容を保存できませんでした。コピーして取っておいてください。",
  notice_paste_too_long: "長すぎるため貼り付けませんでした。分けて貼り付けてください。",
  notice_held: "変換が終わると、相手の書いた分が入ります。",
  reload: "読み込みなおす", copy_all: "全文をコピー", copied: "コピーしました", discard: "保存できなかった分を捨てる",
  people: "いる人", alone: "いまはあなただけです", you: "(あなた)",
  seat_leader: "上司", seat_member: "部下", typing: "書いています", composing: "入力中",
  peer_came: "{name}さんが入りました。", peer_left: "{name}さんが離れました。", peer_wrote: "{names}さんがメモを書きました。",
  toolbar: "メモの道具", keyboard_help: "Altキーを押しながらF10で道具へ、Altキーを押しながらPでこの行を約束にします。",
  tool_heading: "見出し", tool_subheading: "小見出し", tool_bold: "太字", tool_italic: "斜体", tool_strike: "取り消し線",
  tool_code: "等幅", tool_bullets: "箇条書き", tool_numbers: "番号", tool_check: "チェック", tool_quote: "引用",
  tool_rule: "区切り線", tool_link: "リンク", tool_undo: "元に戻す", tool_redo: "やり直す", tool_promise: "このことを約束にする",
  tool_comment: "ひとこと", comment_title: "このことばに、ひとこと", comment_nuance: "「ニュアンスが少し違います」と伝える", comment_own: "自分のことばで", comment_send: "送る", comment_cancel: "やめる", comment_signed_out: "サインインの期限が切れています。別の画面でサインインしてから、もう一度押してください。書いたことばは、ここに残っています。", comment_failed: "送れませんでした。つながってから、もう一度押してください。", comment_empty: "先に、メモのことばを選んでください。", comment_sent: "ひとことを残しました。", tool_wish: "変えたいことにする", tool_more: "ほか", keyboard_help_wish: "Altキーを押しながらWで、この行を変えたいことにします。", keyboard_help_comment: "Altキーを押しながらCで、選んだことばにひとことを添えます。",
  check_done: "できた", link_address: "リンク先", link_apply: "決める", link_remove: "リンクを外す", link_cancel: "やめる",
  link_invalid: "http、https、mailto のいずれかで始まるリンク先を入れてください。",
  promise_empty: "この行はまだ空です。",
};

const source = readFileSync(new URL("../../src/memo/labels.ts", import.meta.url), "utf8");
const list = source.slice(source.indexOf("["), source.indexOf("]"));
/** The contract, read from the source itself. */
export const labelKeys = [...list.matchAll(/"(\w+)"/g)].map((match) => match[1]);
