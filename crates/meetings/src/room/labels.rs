//! The words of the memo's editor, from the catalogue to the page.

use platform::render::Frame;
use serde_json::{Map, Value};

/// As `web/src/memo/labels.ts` names them.
const KEYS: [&str; 77] = [
    "editor_shared",
    "editor_private",
    "editor_key_point",
    "editor_mindful",
    "note_shared",
    "note_private",
    "note_key_point",
    "note_mindful",
    "note_mindful_read",
    "placeholder_shared",
    "placeholder_private",
    "placeholder_key_point",
    "placeholder_mindful",
    "placeholder_mindful_read",
    "state_saved",
    "state_saving",
    "state_offline",
    "state_kept",
    "state_failed",
    "notice_refused",
    "notice_read_only",
    "notice_outdated",
    "notice_not_stored",
    "notice_paste_too_long",
    "notice_held",
    "reload",
    "copy_all",
    "copied",
    "discard",
    "people",
    "alone",
    "you",
    "seat_leader",
    "seat_member",
    "typing",
    "composing",
    "peer_came",
    "peer_left",
    "peer_wrote",
    "toolbar",
    "keyboard_help",
    "tool_heading",
    "tool_subheading",
    "tool_bold",
    "tool_italic",
    "tool_strike",
    "tool_code",
    "tool_bullets",
    "tool_numbers",
    "tool_check",
    "tool_quote",
    "tool_rule",
    "tool_link",
    "tool_undo",
    "tool_redo",
    "tool_promise",
    "tool_wish",
    "tool_comment",
    "tool_more",
    "keyboard_help_wish",
    "keyboard_help_comment",
    "comment_title",
    "comment_nuance",
    "comment_own",
    "comment_send",
    "comment_cancel",
    "comment_failed",
    "comment_signed_out",
    "comment_empty",
    "comment_sent",
    "check_done",
    "link_address",
    "link_apply",
    "link_remove",
    "link_cancel",
    "link_invalid",
    "promise_empty",
];

pub fn labels(f: &Frame) -> Value {
    let words =
        KEYS.iter().map(|key| (key.to_string(), Value::from(f.t(format!("memo-label-{key}")))));
    Value::Object(words.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn the_editor_gets_every_word_it_asks_for() {
        let source = include_str!("../../../../web/src/memo/labels.ts");
        let list = source.split_once("LABEL_KEYS = [").expect("the list").1;
        let list = list.split_once(']').expect("its end").0;
        let asked: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(asked, KEYS);
    }
}
