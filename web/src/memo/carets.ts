/**
 * The other person's caret and selection, drawn on a layer over the text.
 * Nothing is put into the editable content: widgets there break a running
 * Japanese or Korean conversion. While the person converts, the picture of the
 * others stays as it was.
 */
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";
import type { SyncState } from "./anchor";
import type { Composition } from "./composition";
import { element } from "./dom";
import type { Peer, Presence } from "./presence";

/** Own caret is told to the others at most this often. */
const TELL_EVERY_MS = 100;
const MOST_RECTANGLES = 60;

export function carets(presence: Presence, composition: () => Composition, layer: HTMLElement): Plugin {
  return new Plugin({
    view: (view) => {
      const drawing = new CaretLayer(view, presence, composition, layer);
      return { update: () => drawing.changed(), destroy: () => drawing.destroy() };
    },
  });
}

class CaretLayer {
  private peers: Peer[] = [];
  private frame: number | undefined;
  private tellTimer: number | undefined;
  private told = "";
  private readonly resize: ResizeObserver;
  private readonly stop = new AbortController();

  constructor(
    private readonly view: EditorView,
    private readonly presence: Presence,
    private readonly composition: () => Composition,
    private readonly layer: HTMLElement,
  ) {
    presence.onChange(() => this.changed());
    this.resize = new ResizeObserver(() => this.changed());
    this.resize.observe(view.dom);
    for (const event of ["focus", "blur"]) {
      view.dom.addEventListener(event, () => this.changed(), { signal: this.stop.signal });
    }
  }

  changed(): void {
    this.frame ??= requestAnimationFrame(() => this.draw());
    this.tellTimer ??= window.setTimeout(() => this.tell(), TELL_EVERY_MS);
  }

  destroy(): void {
    this.stop.abort();
    this.resize.disconnect();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    clearTimeout(this.tellTimer);
    this.layer.replaceChildren();
  }

  private get sync(): SyncState {
    return ySyncPluginKey.getState(this.view.state) as SyncState;
  }

  /** A caret inside text that is still held would point to nothing for the others. */
  private tell(): void {
    this.tellTimer = undefined;
    if (this.view.isDestroyed || this.composition().holding) return;
    const cursor = this.view.hasFocus() ? this.ownCursor() : null;
    const now = JSON.stringify(cursor);
    if (now === this.told) return;
    this.told = now;
    this.presence.setCursor(cursor);
  }

  private ownCursor(): Peer["cursor"] {
    const { type, binding } = this.sync;
    const { anchor, head } = this.view.state.selection;
    const relative = (position: number) => absolutePositionToRelativePosition(position, type, binding.mapping) as unknown;
    return { anchor: relative(anchor), head: relative(head) };
  }

  private draw(): void {
    this.frame = undefined;
    if (this.view.isDestroyed) return;
    if (!this.composition().holding) this.peers = this.presence.peers();
    this.layer.replaceChildren(...this.peers.flatMap((peer) => this.drawPeer(peer)));
  }

  private drawPeer(peer: Peer): HTMLElement[] {
    const head = this.position(peer.cursor?.head);
    const anchor = this.position(peer.cursor?.anchor);
    if (head === null || anchor === null) return [];
    const origin = this.layer.getBoundingClientRect();
    const at = this.view.coordsAtPos(head);
    const caret = element(
      "div",
      { class: `memo-caret memo-caret-${peer.user.seat}`, "data-client": String(peer.client) },
      element("span", { class: "memo-caret-name" }, peer.user.name),
    );
    place(caret, at.left - origin.left, at.top - origin.top);
    caret.style.height = `${at.bottom - at.top}px`;
    return [...this.selectionRectangles(Math.min(anchor, head), Math.max(anchor, head), origin, peer), caret];
  }

  private selectionRectangles(from: number, to: number, origin: DOMRect, peer: Peer): HTMLElement[] {
    if (from === to) return [];
    const range = document.createRange();
    const [start, end] = [this.view.domAtPos(from), this.view.domAtPos(to)];
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return [...range.getClientRects()].slice(0, MOST_RECTANGLES).map((rectangle) => {
      const drawn = element("div", { class: `memo-selection memo-selection-${peer.user.seat}` });
      place(drawn, rectangle.left - origin.left, rectangle.top - origin.top);
      drawn.style.width = `${rectangle.width}px`;
      drawn.style.height = `${rectangle.height}px`;
      return drawn;
    });
  }

  /** Where a peer's relative position is in this editor now; null if it means nothing here. */
  private position(json: unknown): number | null {
    if (json == null) return null;
    const { doc, type, binding } = this.sync;
    try {
      const relative = Y.createRelativePositionFromJSON(json);
      const position = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
      return position === null ? null : Math.min(position, Math.max(0, this.view.state.doc.content.size - 1));
    } catch {
      return null;
    }
  }
}

function place(target: HTMLElement, left: number, top: number): void {
  target.style.left = `${left}px`;
  target.style.top = `${top}px`;
}
