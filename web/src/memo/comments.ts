/**
 * Passages somebody said something about, marked in the text. Decorations, so
 * the document itself never changes; and while the person converts Japanese
 * text they stay exactly as they were, because a changed DOM under a running
 * conversion damages it.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { ySyncPluginKey } from "y-prosemirror";
import { type Range, rangeOf, type SyncState } from "./anchor";

/** What the page's list says about one passage. */
export interface Passage {
  id: string;
  anchor: string;
}

interface Marked {
  passages: Passage[];
  active: string | null;
  decorations: DecorationSet;
  /** Whose words are gone. */
  gone: Set<string>;
}

type Change = Partial<Pick<Marked, "passages" | "active">>;

const key = new PluginKey<Marked>("comments");

export function comments(press: (id: string) => void): Plugin<Marked> {
  return new Plugin<Marked>({
    key,
    state: {
      init: () => ({ passages: [], active: null, decorations: DecorationSet.empty, gone: new Set() }),
      apply: (tr, marked, _before, state) => next(tr, marked, state),
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick: (_view, _position, event) => {
        const mark = event.target instanceof Element ? event.target.closest("[data-passage]") : null;
        const id = mark?.getAttribute("data-passage");
        if (id != null) press(id);
        return false;
      },
    },
  });
}

/** Own typing moves the marks along; what came from others draws the text anew, and so the marks. */
function next(tr: Transaction, marked: Marked, state: EditorState): Marked {
  const change = tr.getMeta(key) as Change | undefined;
  const foreign = (tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;
  if (change !== undefined) return drawn({ ...marked, ...change }, state);
  if (foreign) return drawn(marked, state);
  return tr.docChanged ? moved(marked, tr) : marked;
}

/** A mark goes with the last of its letters. */
function moved(marked: Marked, tr: Transaction): Marked {
  const decorations = marked.decorations.map(tr.mapping, tr.doc);
  const left = new Set(decorations.find().map(({ spec }) => (spec as Passage).id));
  const gone = new Set(marked.passages.map(({ id }) => id).filter((id) => !left.has(id)));
  return { ...marked, decorations, gone };
}

function drawn(marked: Marked, state: EditorState): Marked {
  const gone = new Set<string>();
  const decorations = marked.passages.flatMap(({ id, anchor }) => {
    const range = here(state, anchor);
    if (range === null) {
      gone.add(id);
      return [];
    }
    const attributes = { nodeName: "mark", class: id === marked.active ? "memo-passage here" : "memo-passage", "data-passage": id };
    return [Decoration.inline(range.from, range.to, attributes, { id, anchor })];
  });
  return { ...marked, gone, decorations: DecorationSet.create(state.doc, decorations) };
}

function here(state: EditorState, anchor: string): Range | null {
  const sync = ySyncPluginKey.getState(state) as SyncState | undefined;
  if (sync?.binding == null) return null;
  const range = rangeOf(sync, anchor);
  return range !== null && range.from >= 0 && range.to <= state.doc.content.size ? range : null;
}

/** Draws what the list says now. Not while a conversion is open. */
export function mark(view: EditorView, change: Change): void {
  view.dispatch(view.state.tr.setMeta(key, change).setMeta("addToHistory", false));
}

export function isGone(view: EditorView, id: string): boolean {
  return key.getState(view.state)?.gone.has(id) === true;
}

export function placeOf(view: EditorView, id: string): Range | null {
  const passage = key.getState(view.state)?.passages.find((one) => one.id === id);
  return passage === undefined ? null : here(view.state, passage.anchor);
}
