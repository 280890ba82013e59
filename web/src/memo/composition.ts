/**
 * Knows whether an input method (IME) is converting text right now, and tells
 * the bridge when to hold and when to let go.
 *
 * Browsers break a running conversion when the DOM around it changes, so from
 * compositionstart until RELEASE_AFTER_MS past compositionend nothing from the
 * other person may reach the editor.
 */

/** ProseMirror itself reads the composed text up to 20 ms after compositionend. */
export const RELEASE_AFTER_MS = 60;
/** A conversion left open longer than this must not hide the other person's text. */
export const LONGEST_HOLD_MS = 30_000;
/** The Enter that commits a conversion may arrive as an ordinary key this late. */
const COMMIT_KEY_MS = 100;

export interface CompositionListener {
  hold(): void;
  release(): void;
  /** A conversion has been open for LONGEST_HOLD_MS; called again each time that passes. */
  overdue(): void;
}

export class Composition {
  private open = false;
  private endedAt = Number.NEGATIVE_INFINITY;
  private releaseTimer: number | undefined;
  private overdueTimer: number | undefined;
  private readonly stop = new AbortController();

  constructor(private readonly listener: CompositionListener) {}

  attach(dom: HTMLElement): void {
    // Capturing: before ProseMirror's own handlers, which may already change the DOM.
    const options = { capture: true, signal: this.stop.signal };
    dom.addEventListener("compositionstart", () => this.started(), options);
    dom.addEventListener("compositionend", () => this.ended(), options);
    dom.addEventListener("blur", () => this.left(), options);
  }

  get composing(): boolean {
    return this.open;
  }

  /** True from compositionstart until everything held has been let go. */
  get holding(): boolean {
    return this.open || this.releaseTimer !== undefined;
  }

  /** Whether a conversion is open or ended a moment ago, so that input is not plain typing. */
  get near(): boolean {
    return this.open || performance.now() - this.endedAt < COMMIT_KEY_MS;
  }

  /**
   * What to do with a key: "pass" to our bindings, leave it to the input
   * method ("ime"), or "swallow" it because it is the late echo of a commit.
   */
  verdict(event: KeyboardEvent): "pass" | "ime" | "swallow" {
    if (this.open || event.isComposing || event.keyCode === 229) return "ime";
    // Android reports Enter as a change of the text, and ProseMirror turns it
    // into an untrusted key event right after compositionend: that one is meant.
    const late = event.isTrusted && performance.now() - this.endedAt < COMMIT_KEY_MS;
    return late && (event.key === "Enter" || event.key === "Tab") ? "swallow" : "pass";
  }

  destroy(): void {
    this.stop.abort();
    clearTimeout(this.releaseTimer);
    clearTimeout(this.overdueTimer);
  }

  private started(): void {
    const alreadyHolding = this.holding;
    this.open = true;
    clearTimeout(this.releaseTimer);
    this.releaseTimer = undefined;
    if (alreadyHolding) return;
    this.listener.hold();
    this.watchOverdue();
  }

  private ended(): void {
    this.open = false;
    this.endedAt = performance.now();
    clearTimeout(this.releaseTimer);
    this.releaseTimer = window.setTimeout(() => this.letGo(), RELEASE_AFTER_MS);
  }

  private left(): void {
    if (!this.holding) return;
    if (this.open) this.endedAt = performance.now();
    this.open = false;
    this.letGo();
  }

  private letGo(): void {
    clearTimeout(this.releaseTimer);
    this.releaseTimer = undefined;
    clearTimeout(this.overdueTimer);
    this.listener.release();
  }

  private watchOverdue(): void {
    clearTimeout(this.overdueTimer);
    this.overdueTimer = window.setTimeout(() => {
      if (!this.holding) return;
      this.watchOverdue();
      this.listener.overdue();
    }, LONGEST_HOLD_MS);
  }
}
