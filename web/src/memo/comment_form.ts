/** The small form for a word beside a passage: one tap, or own words. What was typed stays until it is sent. */
import { element, freshId, setText } from "./dom";
import type { Labels } from "./labels";

export interface Chosen {
  quote: string;
  anchor: string;
}

const MOST_TEXT = 500;

export class CommentForm {
  readonly dom: HTMLFormElement;
  private readonly quote = element("blockquote");
  private readonly field: HTMLTextAreaElement;
  private readonly problem: HTMLElement;
  private chosen: Chosen | null = null;
  /** One key a comment: pressed twice, it is kept once. */
  private key = "";
  private busy = false;

  constructor(
    private readonly labels: Labels,
    private readonly path: string,
    private readonly document: string,
    private readonly closed: (sent: boolean) => void,
  ) {
    const id = freshId("memo-comment");
    const titleId = freshId("memo-comment-title");
    this.field = element("textarea", { id, class: "input", rows: "2", maxlength: String(MOST_TEXT) });
    this.problem = element("p", { class: "error", role: "alert" });
    this.dom = element(
      "form",
      { class: "memo-comment-form stack tight", "aria-labelledby": titleId },
      element("p", { id: titleId, class: "small" }, labels("comment_title")),
      this.quote,
      this.button("comment_nuance", () => void this.send(true), "button small"),
      element("label", { for: id, class: "small" }, labels("comment_own")),
      this.field,
      element("div", { class: "actions tight" },
        element("button", { type: "submit", class: "button small" }, labels("comment_send")),
        this.button("comment_cancel", () => this.close(false), "button small quiet")),
      this.problem,
    );
    this.dom.hidden = true;
    this.dom.noValidate = true;
    this.dom.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.field.value.trim() === "") this.field.focus();
      else void this.send(false);
    });
    this.dom.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close(false);
    });
  }

  open(chosen: Chosen): void {
    this.chosen = chosen;
    this.key = crypto.randomUUID();
    setText(this.quote, chosen.quote);
    setText(this.problem, "");
    this.dom.hidden = false;
    this.dom.querySelector("button")?.focus();
    this.dom.scrollIntoView({ block: "nearest" });
  }

  private button(label: "comment_nuance" | "comment_cancel", press: () => void, look: string): HTMLButtonElement {
    const button = element("button", { type: "button", class: look }, this.labels(label));
    button.addEventListener("click", press);
    return button;
  }

  private async send(nuance: boolean): Promise<void> {
    if (this.chosen === null || this.busy) return;
    this.busy = true;
    const { quote, anchor } = this.chosen;
    const body = new URLSearchParams({
      document: this.document, quote, anchor, key: this.key, text: this.field.value, nuance: nuance ? "1" : "",
    });
    const headers = { accept: "application/problem+json" };
    const answer = await fetch(this.path, { method: "POST", headers, body }).catch(() => null);
    this.busy = false;
    if (answer?.ok !== true) {
      setText(this.problem, await this.why(answer));
      return;
    }
    this.field.value = "";
    document.body.dispatchEvent(new Event("aizuchi:changed"));
    this.close(true);
  }

  /** In the server's words where it has any: what can be done differs. */
  private async why(answer: Response | null): Promise<string> {
    if (answer?.status === 401) return this.labels("comment_signed_out");
    if (answer === null || answer.status >= 500) return this.labels("comment_failed");
    const problem = await answer.json().catch(() => ({})) as { detail?: string; errors?: { reason: string }[] };
    return problem.errors?.[0]?.reason ?? problem.detail ?? this.labels("comment_failed");
  }

  private close(sent: boolean): void {
    this.dom.hidden = true;
    this.closed(sent);
  }
}
