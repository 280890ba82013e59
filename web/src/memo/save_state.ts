/**
 * Says in words whether the text is safe: the visible line changes at once and
 * is true at every moment; a hidden live region tells screen readers only once
 * the state has settled.
 */
import { element, freshId, setText } from "./dom";
import type { LabelKey, Labels } from "./labels";

const SETTLED_MS = 1_500;
/** A conversion of ordinary length needs no explanation. */
const HELD_HINT_MS = 2_500;

/** "kept": the server cannot be reached, and what is unsaved lies safe on this device. */
export type SaveState = "saved" | "saving" | "offline" | "kept" | "failed";

const SHAPES: Record<SaveState, string> = { saved: "✓", saving: "…", offline: "△", kept: "△", failed: "!" };

export class SaveStateLine {
  readonly dom: HTMLElement;
  readonly id = freshId("memo-state");
  private readonly shape = element("span", { "aria-hidden": "true" });
  private readonly text: HTMLElement;
  private readonly live: HTMLElement;
  private readonly hint: HTMLElement;
  private timer: number | undefined;
  private heldTimer: number | undefined;
  private shown: SaveState | null = null;
  private spoken: SaveState | null = null;

  constructor(private readonly labels: Labels) {
    this.text = element("span", { id: this.id });
    this.hint = element("span");
    this.live = element("span", { class: "visually-hidden", "aria-live": "polite" });
    this.dom = element("p", { class: "save-state" }, this.shape, this.text, this.hint, this.live);
    this.show("offline");
  }

  show(state: SaveState): void {
    if (this.shown === state) return;
    this.shown = state;
    this.dom.dataset.state = state === "kept" ? "offline" : state;
    setText(this.shape, SHAPES[state]);
    setText(this.text, this.labels(`state_${state}` satisfies LabelKey));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.speak(state), SETTLED_MS);
  }

  /** Besides the state: that the other person's text has been waiting for a conversion to end. */
  showHeld(waiting: boolean): void {
    if (waiting) {
      this.heldTimer ??= window.setTimeout(() => setText(this.hint, this.labels("notice_held")), HELD_HINT_MS);
      return;
    }
    clearTimeout(this.heldTimer);
    this.heldTimer = undefined;
    setText(this.hint, "");
  }

  destroy(): void {
    clearTimeout(this.timer);
    clearTimeout(this.heldTimer);
  }

  /** The first state of a fresh page is no news. */
  private speak(state: SaveState): void {
    const news = this.spoken !== null && this.spoken !== state;
    this.spoken = state;
    if (news) setText(this.live, this.labels(`state_${state}` satisfies LabelKey));
  }
}
