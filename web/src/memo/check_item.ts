/**
 * How a check item looks in the editor: a real checkbox one can tap, beside
 * the text. The keyboard ticks it with Mod-Enter from within the line.
 */
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import { nodes } from "./schema";

export class CheckItemView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly box: HTMLInputElement;

  constructor(node: Node, view: EditorView, position: () => number | undefined, label: string) {
    this.dom = document.createElement("div");
    this.dom.className = "memo-check";
    const target = document.createElement("label");
    target.className = "memo-check-box";
    target.contentEditable = "false";
    this.box = document.createElement("input");
    this.box.type = "checkbox";
    this.box.tabIndex = -1;
    this.box.setAttribute("aria-label", label);
    this.box.addEventListener("click", (event) => {
      if (!view.editable) event.preventDefault();
    });
    this.box.addEventListener("change", () => this.tick(view, position()));
    target.append(this.box);
    this.contentDOM = document.createElement("div");
    this.contentDOM.className = "memo-check-text";
    this.dom.append(target, this.contentDOM);
    this.show(node);
  }

  update(node: Node): boolean {
    if (node.type !== nodes.check_item) return false;
    this.show(node);
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest(".memo-check-box") !== null;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  private show(node: Node): void {
    const checked = node.attrs.checked === true;
    this.box.checked = checked;
    this.dom.dataset.check = String(checked);
  }

  private tick(view: EditorView, position: number | undefined): void {
    if (position === undefined) return;
    view.dispatch(view.state.tr.setNodeAttribute(position, "checked", this.box.checked));
  }
}
