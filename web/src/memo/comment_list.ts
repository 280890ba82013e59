/**
 * The page's list of what was said beside the memo. The server draws it, so it
 * reads and answers without script; here it tells the editors which passages to
 * mark, and is told which of them are gone.
 */
import type { Passage } from "./comments";
import type { Kind } from "./brief";

const LIST = "#comments";

export interface ListReader {
  readonly kind: Kind;
  changed(): void;
  show(id: string): void;
  isGone(id: string): boolean;
}

export class CommentList {
  private readonly readers: ListReader[] = [];
  private readonly stop = new AbortController();

  constructor() {
    const { signal } = this.stop;
    document.body.addEventListener("htmx:after:swap", () => this.refresh(), { signal });
    document.body.addEventListener("click", (event) => this.clicked(event), { signal });
  }

  add(reader: ListReader): void {
    this.readers.push(reader);
  }

  /** The list may have been drawn anew: the editors look, and what only the page knows is put back. */
  refresh(): void {
    for (const reader of this.readers) reader.changed();
    this.tell();
  }

  /** What is still to be talked about in this document. */
  passages(kind: Kind): Passage[] {
    return this.items(kind).filter((item) => !item.hasAttribute("data-settled") && item.dataset["anchor"] !== "")
      .map((item) => ({ id: item.dataset["comment"] ?? "", anchor: item.dataset["anchor"] ?? "" }));
  }

  /** Says of each passage whether its words are still there. */
  tell(): void {
    for (const reader of this.readers) {
      for (const item of this.items(reader.kind)) {
        const settled = item.hasAttribute("data-settled");
        const gone = !settled && reader.isGone(item.dataset["comment"] ?? "");
        const note = item.querySelector<HTMLElement>("[data-gone]");
        if (note !== null) note.hidden = !gone;
        const button = item.querySelector<HTMLElement>("[data-show-comment]");
        if (button !== null) button.hidden = gone || settled;
      }
    }
  }

  /** The passage was pressed in the text: its words in the list stand out. */
  point(id: string): void {
    for (const item of this.items()) item.toggleAttribute("data-here", item.dataset["comment"] === id);
  }

  destroy(): void {
    this.stop.abort();
  }

  private items(kind?: Kind): HTMLElement[] {
    const all = [...document.querySelectorAll<HTMLElement>(`${LIST} [data-comment]`)];
    return kind === undefined ? all : all.filter((item) => item.dataset["document"] === kind);
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-show-comment]") : null;
    const item = button?.closest<HTMLElement>("[data-comment]");
    const id = button?.dataset["showComment"];
    if (id === undefined || item == null) return;
    this.point(id);
    this.readers.find((reader) => reader.kind === item.dataset["document"])?.show(id);
  }
}
