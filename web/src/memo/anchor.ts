/**
 * Where a passage is, in a form that survives editing: the ids of its first and
 * its last letter (Yjs relative positions), as the hexadecimal bytes that the
 * server keeps without understanding them.
 */
import type { Node } from "prosemirror-model";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from "y-prosemirror";
import * as Y from "yjs";

/** What the Yjs binding of the editor knows. */
export interface SyncState {
  doc: Y.Doc;
  type: Y.XmlFragment;
  binding: { mapping: Map<Y.AbstractType<unknown>, never> };
}

export interface Range {
  from: number;
  to: number;
}

/** The text inside these bounds, without the borders of blocks; null if there is none. */
export function textRange(doc: Node, from: number, to: number): Range | null {
  let [first, last] = [-1, -1];
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return;
    if (first < 0) first = Math.max(from, position);
    last = Math.min(to, position + node.nodeSize);
  });
  return first >= 0 && last > first ? { from: first, to: last } : null;
}

export function anchorOf({ type, binding }: SyncState, { from, to }: Range): string {
  const bytes = [from, to - 1].map((position) => {
    const relative: unknown = absolutePositionToRelativePosition(position, type, binding.mapping);
    return Y.encodeRelativePosition(relative as Y.RelativePosition);
  });
  const [first, last] = bytes as [Uint8Array, Uint8Array];
  return [first.length, ...first, ...last].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where the passage stands now; null when its words were deleted, or the anchor means nothing here. */
export function rangeOf(sync: SyncState, anchor: string): Range | null {
  try {
    const bytes = Uint8Array.from(anchor.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const cut = 1 + (bytes[0] ?? 0);
    const first = place(sync, bytes.slice(1, cut));
    const last = place(sync, bytes.slice(cut));
    if (first === null || last === null) return null;
    const to = last.deleted ? last.position : last.position + 1;
    return to > first.position ? { from: first.position, to } : null;
  } catch {
    return null;
  }
}

function place({ doc, type, binding }: SyncState, bytes: Uint8Array): { position: number; deleted: boolean } | null {
  const relative = Y.decodeRelativePosition(bytes);
  const item = relative.item === null ? null : current(doc, relative.item);
  if (item !== null && isInDeleted(item)) return null;
  const position: number | null = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
  return position === null ? null : { position, deleted: item?.deleted === true };
}

/** The letter with this id, or the one that took its place when a deletion was undone. */
function current(doc: Y.Doc, id: Y.ID): Y.Item | null {
  let at: Y.ID | null = id;
  let item: Y.Item | Y.GC | null = null;
  while (at !== null) {
    item = Y.getItem(doc.store, at);
    if (!(item instanceof Y.Item)) return null;
    const redone: Y.ID | null = item.redone;
    at = redone === null ? null : Y.createID(redone.client, redone.clock + at.clock - item.id.clock);
  }
  return item as Y.Item | null;
}

function isInDeleted(item: Y.Item): boolean {
  let parent = item.parent instanceof Y.AbstractType ? item.parent._item : null;
  while (parent !== null) {
    if (parent.deleted) return true;
    parent = parent.parent instanceof Y.AbstractType ? parent.parent._item : null;
  }
  return false;
}
