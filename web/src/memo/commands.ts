/** What buttons and keys do to the text; pure ProseMirror commands. */
import { setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { liftTarget } from "prosemirror-transform";
import { marks, nodes } from "./schema";

/** Whether the selection lies inside a node of this type (with these attributes). */
export function inside(state: EditorState, type: NodeType, attrs: Record<string, unknown> = {}): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth >= 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type === type && Object.keys(attrs).every((name) => node.attrs[name] === attrs[name])) return true;
  }
  return false;
}

export function markActive(state: EditorState, name: keyof typeof marks): boolean {
  const { from, $from, to, empty } = state.selection;
  const type = marks[name];
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** Turns the block into `type`, or back into a paragraph if it already is one. */
export function toggleBlock(type: NodeType, attrs: Record<string, unknown> = {}): Command {
  return (state, dispatch) =>
    inside(state, type, attrs)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(type, attrs)(state, dispatch);
}

export function toggleList(type: NodeType): Command {
  return (state, dispatch) =>
    inside(state, type) ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(type)(state, dispatch);
}

export const toggleQuote: Command = (state, dispatch) => {
  if (!inside(state, nodes.blockquote)) return wrapIn(nodes.blockquote)(state, dispatch);
  const range = state.selection.$from.blockRange(state.selection.$to, (node) => node.type === nodes.blockquote);
  const target = range === null ? null : liftTarget(range);
  if (range === null || target === null) return false;
  dispatch?.(state.tr.lift(range, target).scrollIntoView());
  return true;
};

/** A check item stands by itself: it leaves the lists around it. */
export function makeCheckItem(tr: Transaction, checked = false): Transaction {
  const lift = liftListItem(nodes.list_item);
  let bare = EditorState.create({ doc: tr.doc, selection: tr.selection });
  const adopt = (lifted: Transaction) => {
    for (const step of lifted.steps) tr.step(step);
    bare = bare.apply(lifted);
  };
  while (lift(bare, adopt));
  const { from, to } = tr.selection;
  return tr.setBlockType(from, to, nodes.check_item, { checked });
}

export const toggleCheckItem: Command = (state, dispatch) => {
  if (inside(state, nodes.check_item)) return setBlockType(nodes.paragraph)(state, dispatch);
  if (!(state.selection instanceof TextSelection)) return false;
  dispatch?.(makeCheckItem(state.tr).scrollIntoView());
  return true;
};

/** Ticks or unticks the check item under the cursor. */
export const flipCheck: Command = (state, dispatch) => {
  const { $head } = state.selection;
  if ($head.parent.type !== nodes.check_item) return false;
  dispatch?.(state.tr.setNodeAttribute($head.before(), "checked", $head.parent.attrs.checked !== true));
  return true;
};

/** Enter in a check item: a new open item, or out of the list if this one is empty. */
export const splitCheckItem: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type !== nodes.check_item || !$from.sameParent($to)) return false;
  if ($from.parent.content.size === 0) return setBlockType(nodes.paragraph)(state, dispatch);
  if (dispatch === undefined) return true;
  const tr = state.tr.deleteSelection();
  tr.split(tr.selection.from, 1, [{ type: nodes.check_item, attrs: { checked: false } }]);
  dispatch(tr.scrollIntoView());
  return true;
};

/** Backspace at the start of a heading or check item makes it a plain paragraph. */
export const plainAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { type } = $from.parent;
  if (!empty || $from.parentOffset > 0 || (type !== nodes.check_item && type !== nodes.heading)) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
};

export const insertRule: Command = (state, dispatch) => {
  const { $to } = state.selection;
  if (!$to.parent.isTextblock) return false;
  if (dispatch === undefined) return true;
  const tr = state.tr;
  const after = $to.after();
  const last = after >= $to.end(-1);
  tr.insert(after, last ? [nodes.horizontal_rule.create(), nodes.paragraph.create()] : nodes.horizontal_rule.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

export const insertBreak: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) return false;
  // Without marks: the shared document stores none on elements. Typing goes on with them.
  const marking = state.storedMarks ?? $from.marks();
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create(), false).setStoredMarks(marking).scrollIntoView());
  return true;
};

/** The line the cursor is in: its block's text, cut at line breaks. */
export function currentLine(state: EditorState): string {
  const { $head } = state.selection;
  if (!$head.parent.isTextblock) return "";
  const text = (from: number, to: number) => $head.parent.textBetween(from, to, "", "\n");
  const before = text(0, $head.parentOffset).split("\n").at(-1) ?? "";
  const after = text($head.parentOffset, $head.parent.content.size).split("\n")[0] ?? "";
  return (before + after).trim();
}

/** Where the link under the cursor (or the selection) begins and ends, with its address. */
export function linkRange(state: EditorState): { from: number; to: number; href: string } {
  const { from, to, empty, $from } = state.selection;
  const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
  const href = typeof mark?.attrs.href === "string" ? mark.attrs.href : "";
  if (!empty || mark === undefined) return { from, to, href };
  const start = $from.start();
  let range = { from, to, href };
  $from.parent.forEach((child, offset) => {
    const [begin, end] = [start + offset, start + offset + child.nodeSize];
    if (mark.isInSet(child.marks) && begin <= from && from <= end) range = { from: begin, to: end, href };
  });
  return range;
}

/** Puts the link on the range, or writes the address itself where nothing is selected. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const { from, to } = linkRange(state);
    const mark = marks.link.create({ href });
    const tr = state.tr;
    if (from === to) tr.insert(from, state.schema.text(href, [mark]));
    else tr.removeMark(from, to, marks.link).addMark(from, to, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const { from, to } = linkRange(state);
  if (!state.doc.rangeHasMark(from, to, marks.link)) return false;
  dispatch?.(state.tr.removeMark(from, to, marks.link));
  return true;
};

export const toggle = (name: keyof typeof marks): Command => toggleMark(marks[name]);
