/**
 * Every word the memo shows. The words themselves come from the server
 * (`props.labels`, one Fluent catalogue per language); this list is the
 * contract, and `{name}`, `{names}` are the only placeables.
 */
export const LABEL_KEYS = [
  "editor_shared", "editor_private", "editor_key_point", "editor_mindful",
  "note_shared", "note_private", "note_key_point", "note_mindful", "note_mindful_read",
  "placeholder_shared", "placeholder_private", "placeholder_key_point",
  "placeholder_mindful", "placeholder_mindful_read",
  "state_saved", "state_saving", "state_offline", "state_kept", "state_failed",
  "notice_refused", "notice_read_only", "notice_outdated", "notice_not_stored",
  "notice_paste_too_long", "notice_held", "reload", "copy_all", "copied", "discard",
  "people", "alone", "you", "seat_leader", "seat_member", "typing", "composing",
  "peer_came", "peer_left", "peer_wrote",
  "toolbar", "keyboard_help",
  "tool_heading", "tool_subheading", "tool_bold", "tool_italic", "tool_strike", "tool_code",
  "tool_bullets", "tool_numbers", "tool_check", "tool_quote", "tool_rule", "tool_link",
  "tool_undo", "tool_redo", "tool_promise", "tool_wish", "tool_comment", "tool_more",
  "keyboard_help_wish", "keyboard_help_comment",
  "comment_title", "comment_nuance", "comment_own", "comment_send", "comment_cancel",
  "comment_failed", "comment_signed_out", "comment_empty", "comment_sent",
  "check_done", "link_address", "link_apply", "link_remove", "link_cancel", "link_invalid",
  "promise_empty",
] as const;

export type LabelKey = (typeof LABEL_KEYS)[number];
export type Labels = (key: LabelKey, values?: Record<string, string>) => string;

/** Wraps the catalogue; a missing key shows itself and is reported once, so that it cannot hide. */
export function labelsFrom(catalogue: Record<string, string>): Labels {
  const missing = LABEL_KEYS.filter((key) => typeof catalogue[key] !== "string");
  if (missing.length > 0) console.error(`memo: labels missing: ${missing.join(", ")}`);
  return (key, values = {}) =>
    (catalogue[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
