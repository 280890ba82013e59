/**
 * Speaks to screen readers, politely and in batches: what the other person
 * does is told at most once in EVERY_MS, not letter by letter.
 */
import { setText } from "./dom";

const EVERY_MS = 5_000;

export class Announcer {
  private readonly waiting = new Set<string>();
  private timer: number | undefined;

  constructor(readonly region: HTMLElement) {
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
  }

  /** The same sentence within one batch is said once. */
  say(sentence: string): void {
    this.waiting.add(sentence);
    this.timer ??= window.setTimeout(() => this.speak(), EVERY_MS);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private speak(): void {
    this.timer = undefined;
    // An unchanged text is not spoken again, so it is emptied first.
    this.region.textContent = "";
    setText(this.region, [...this.waiting].join(" "));
    this.waiting.clear();
  }
}
