/**
 * The band above the text that says why it cannot be edited or was not stored,
 * with ways out: copy everything, reload, and (only after copying) give up
 * what the server did not take.
 */
import { element, setText } from "./dom";
import type { LabelKey, Labels } from "./labels";

export type NoticeKind = Extract<LabelKey, `notice_${string}`>;

type PassingKind = NoticeKind | "promise_empty" | "comment_empty";

export interface NoticeActions {
  text(): string;
  discard(): Promise<void>;
}

const WITH_COPY = new Set<NoticeKind>(["notice_refused", "notice_not_stored", "notice_outdated"]);
const PASSING_MS = 8_000;

export class Notice {
  readonly dom: HTMLElement;
  private readonly text = element("p", { role: "alert" });
  private readonly copy: HTMLButtonElement;
  private readonly reload: HTMLButtonElement;
  private readonly discard: HTMLButtonElement;
  private readonly result = element("span", { role: "status" });
  private lasting: NoticeKind | null = null;
  private timer: number | undefined;

  constructor(private readonly labels: Labels, private readonly actions: NoticeActions) {
    this.copy = this.button("copy_all", () => void this.copyAll());
    this.reload = this.button("reload", () => window.location.reload());
    this.discard = this.button("discard", () => void this.giveUp());
    this.dom = element("div", { class: "notice caution" }, this.text, this.copy, this.reload, this.discard, this.result);
    this.draw(null);
  }

  /** Called at every change of the session: what stays as it is must not wipe a passing remark away. */
  show(kind: NoticeKind | null): void {
    if (kind === this.lasting) return;
    this.lasting = kind;
    clearTimeout(this.timer);
    this.draw(kind);
  }

  /** A remark that goes away by itself and gives way to a lasting notice. */
  pass(kind: PassingKind): void {
    clearTimeout(this.timer);
    this.draw(kind);
    this.timer = window.setTimeout(() => this.draw(this.lasting), PASSING_MS);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private draw(kind: PassingKind | null): void {
    this.dom.hidden = kind === null;
    setText(this.text, kind === null ? "" : this.labels(kind));
    const rescue = kind !== null && WITH_COPY.has(kind as NoticeKind);
    this.copy.hidden = !rescue;
    this.reload.hidden = !rescue;
    if (!rescue) this.discard.hidden = true;
  }

  private button(label: LabelKey, press: () => void): HTMLButtonElement {
    const button = element("button", { type: "button", class: "button small" }, this.labels(label));
    button.hidden = true;
    button.addEventListener("click", press);
    return button;
  }

  private async copyAll(): Promise<void> {
    await navigator.clipboard.writeText(this.actions.text());
    setText(this.result, this.labels("copied"));
    this.discard.hidden = this.lasting !== "notice_not_stored";
  }

  private async giveUp(): Promise<void> {
    await this.actions.discard();
    window.location.reload();
  }
}
