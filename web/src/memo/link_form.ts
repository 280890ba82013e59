/** The small form that asks for a link's address, between toolbar and text. */
import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { linkRange, removeLink, setLink } from "./commands";
import { element, freshId } from "./dom";
import type { Labels } from "./labels";
import { safeHref } from "./schema";

export class LinkForm {
  readonly dom: HTMLFormElement;
  private readonly field: HTMLInputElement;
  private readonly problem: HTMLElement;
  private readonly remove: HTMLButtonElement;

  constructor(private readonly labels: Labels, private readonly view: () => EditorView) {
    const id = freshId("memo-link");
    const problemId = freshId("memo-link-problem");
    this.field = element("input", {
      id, type: "text", inputmode: "url", autocomplete: "off", class: "input", "aria-describedby": problemId,
    });
    this.problem = element("span", { id: problemId, class: "error", role: "alert" });
    this.remove = this.button("link_remove", () => this.apply(removeLink));
    this.dom = element(
      "form",
      { class: "memo-link-form" },
      element("label", { for: id }, labels("link_address")),
      this.field,
      element("button", { type: "submit", class: "button small" }, labels("link_apply")),
      this.remove,
      this.button("link_cancel", () => this.close()),
      this.problem,
    );
    this.dom.hidden = true;
    this.dom.noValidate = true;
    this.dom.addEventListener("submit", (event) => this.submit(event));
    this.dom.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    });
  }

  open(): void {
    const { href } = linkRange(this.view().state);
    this.field.value = href;
    this.remove.hidden = href === "";
    this.problem.textContent = "";
    this.dom.hidden = false;
    this.field.focus();
    this.field.select();
  }

  private button(label: "link_remove" | "link_cancel", press: () => void): HTMLButtonElement {
    const button = element("button", { type: "button", class: "button small quiet" }, this.labels(label));
    button.addEventListener("click", press);
    return button;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const typed = this.field.value.normalize("NFKC").trim();
    const href = safeHref(typed) ?? safeHref(typed.includes("@") ? `mailto:${typed}` : `https://${typed}`);
    if (typed === "" || href === null) {
      this.problem.textContent = this.labels("link_invalid");
      this.field.focus();
      return;
    }
    this.apply(setLink(href));
  }

  private apply(command: Command): void {
    const view = this.view();
    command(view.state, (tr) => view.dispatch(tr));
    this.close();
  }

  private close(): void {
    this.dom.hidden = true;
    this.view().focus();
  }
}
