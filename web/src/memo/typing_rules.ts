/**
 * Markdown-like shortcuts while typing, in half-width and full-width forms
 * ("# ", "＃　", "・ "), never during or right after a conversion: what the
 * input method writes is text and stays text.
 */
import { InputRule, inputRules } from "prosemirror-inputrules";
import type { MarkType, NodeType } from "prosemirror-model";
import { type EditorState, Plugin, TextSelection, type Transaction } from "prosemirror-state";
import { canJoin, findWrapping } from "prosemirror-transform";
import { inside, makeCheckItem } from "./commands";
import type { Composition } from "./composition";
import { marks, nodes, safeHref } from "./schema";

type Build = (state: EditorState, match: RegExpMatchArray, start: number, end: number) => Transaction | null;

/** Only plain paragraphs change their kind, so that a "# " inside a heading stays what it is. */
function block(pattern: RegExp, build: Build): InputRule {
  return new InputRule(pattern, (state, match, start, end) =>
    state.doc.resolve(start).parent.type === nodes.paragraph ? build(state, match, start, end) : null);
}

function heading(pattern: RegExp, level: 2 | 3): InputRule {
  return block(pattern, (state, _match, start, end) => {
    if (inside(state, nodes.list_item)) return null;
    return state.tr.delete(start, end).setBlockType(start, start, nodes.heading, { level });
  });
}

function wrapping(pattern: RegExp, type: NodeType): InputRule {
  return block(pattern, (state, _match, start, end) => {
    const tr = state.tr.delete(start, end);
    const range = tr.doc.resolve(start).blockRange();
    const wrap = range === null ? null : findWrapping(range, type);
    if (range === null || wrap === null) return null;
    tr.wrap(range, wrap);
    const before = tr.doc.resolve(start - 1).nodeBefore;
    if (before?.type === type && canJoin(tr.doc, start - 1)) tr.join(start - 1);
    return tr;
  });
}

const check = (pattern: RegExp): InputRule =>
  block(pattern, (state, match, start, end) => {
    const checked = /[xXｘ☑✓]/.test(match[0]);
    return makeCheckItem(state.tr.delete(start, end), checked);
  });

const rule = new InputRule(/^(?:---|———)$/, (state, _match, start) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type !== nodes.paragraph || inside(state, nodes.list_item)) return null;
  const from = $start.before();
  const tr = state.tr.replaceWith(from, $start.after(), [nodes.horizontal_rule.create(), nodes.paragraph.create()]);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(from + 2)));
});

/** `**word**`: group 1 is what comes before, group 2 the marked text. */
function marking(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [whole, before = "", text = ""] = match;
    const from = start + before.length;
    const opening = (whole.length - before.length - text.length) / 2;
    const tr = state.tr;
    // The last closing sign is being typed and not in the document yet.
    const closed = from + opening + text.length;
    if (closed < end) tr.delete(closed, end);
    tr.delete(from, from + opening);
    tr.addMark(from, from + text.length, type.create());
    return tr.removeStoredMark(type);
  });
}

const address = new InputRule(/(https?:\/\/[^\s<>"'、。「」（）]+)([ \u3000])$/, (state, match, start, end) => {
  const href = safeHref(match[1]);
  if (href === null || state.doc.rangeHasMark(start, end, marks.link)) return null;
  const tr = state.tr.insertText(match[2] ?? " ", end);
  return tr.addMark(start, end, marks.link.create({ href })).removeStoredMark(marks.link);
});

const rules = [
  heading(/^(?:#{1,2}|＃{1,2})[ \u3000]$/, 2),
  heading(/^(?:#{3}|＃{3})[ \u3000]$/, 3),
  check(/^(?:\[[ \u3000]?\]|\[[xX]\]|［[ \u3000]?］|［[xXｘ]］|□|☐|☑)[ \u3000]$/),
  wrapping(/^[-*・＊][ \u3000]$/, nodes.bullet_list),
  wrapping(/^(?:1|１)[.．)）][ \u3000]$/, nodes.ordered_list),
  wrapping(/^[>＞][ \u3000]$/, nodes.blockquote),
  rule,
  marking(/(^|[^*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
  marking(/(^|[^~])~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.strike),
  marking(/(^|[^`])`([^`]+)`$/, marks.code),
  address,
];

export function typingRules(composition: Composition): Plugin {
  const plugin = inputRules({ rules });
  const typed = plugin.props.handleTextInput;
  // The library also tries its rules after compositionend; ours must not.
  delete plugin.props.handleDOMEvents;
  plugin.props.handleTextInput = function (view, from, to, text, fallback) {
    return !composition.near && (typed?.call(this, view, from, to, text, fallback) ?? false) === true;
  };
  return plugin;
}
