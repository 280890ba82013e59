/**
 * The buttons above the text, following the toolbar pattern: one tab stop,
 * arrow keys between the buttons, Escape back to the text.
 */
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { redoCommand, undoCommand } from "y-prosemirror";
import { inside, insertRule, markActive, toggle, toggleBlock, toggleCheckItem, toggleList, toggleQuote } from "./commands";
import { element } from "./dom";
import type { LabelKey, Labels } from "./labels";
import { nodes } from "./schema";

interface Tool {
  label: LabelKey;
  /** Shown in the tooltip and told as aria-keyshortcuts. */
  keys?: string;
  command: Command;
  /** Absent for actions that are not switches. */
  active?: (state: EditorState) => boolean;
  primary?: boolean;
}

export interface ToolbarActions {
  link: Command;
  promise: Command;
}

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

function tools(actions: ToolbarActions): Tool[] {
  const { heading, bullet_list, ordered_list, check_item, blockquote } = nodes;
  return [
    { label: "tool_promise", keys: "Alt+P", command: actions.promise, primary: true },
    { label: "tool_check", keys: "Mod+Shift+9", command: toggleCheckItem, active: (state) => inside(state, check_item) },
    { label: "tool_bullets", keys: "Mod+Shift+8", command: toggleList(bullet_list), active: (state) => inside(state, bullet_list) },
    { label: "tool_numbers", keys: "Mod+Shift+7", command: toggleList(ordered_list), active: (state) => inside(state, ordered_list) },
    { label: "tool_heading", keys: "Mod+Alt+2", command: toggleBlock(heading, { level: 2 }), active: (state) => inside(state, heading, { level: 2 }) },
    { label: "tool_subheading", keys: "Mod+Alt+3", command: toggleBlock(heading, { level: 3 }), active: (state) => inside(state, heading, { level: 3 }) },
    { label: "tool_bold", keys: "Mod+B", command: toggle("strong"), active: (state) => markActive(state, "strong") },
    { label: "tool_italic", keys: "Mod+I", command: toggle("em"), active: (state) => markActive(state, "em") },
    { label: "tool_strike", keys: "Mod+Shift+X", command: toggle("strike"), active: (state) => markActive(state, "strike") },
    { label: "tool_code", keys: "Mod+E", command: toggle("code"), active: (state) => markActive(state, "code") },
    { label: "tool_link", keys: "Mod+K", command: actions.link, active: (state) => markActive(state, "link") },
    { label: "tool_quote", command: toggleQuote, active: (state) => inside(state, blockquote) },
    { label: "tool_rule", command: insertRule },
    { label: "tool_undo", keys: "Mod+Z", command: undoCommand },
    { label: "tool_redo", keys: "Mod+Shift+Z", command: redoCommand },
  ];
}

export class Toolbar {
  readonly dom: HTMLElement;
  private readonly entries: { tool: Tool; button: HTMLButtonElement }[];
  private current = 0;

  constructor(actions: ToolbarActions, labels: Labels, controls: string, private readonly view: () => EditorView) {
    this.dom = element("div", {
      class: "toolbar", role: "toolbar", "aria-label": labels("toolbar"), "aria-controls": controls,
    });
    this.entries = tools(actions).map((tool) => ({ tool, button: this.button(tool, labels) }));
    this.dom.append(...this.entries.map(({ button }) => button));
    this.dom.addEventListener("keydown", (event) => this.key(event));
    this.dom.addEventListener("focusin", (event) => this.rove(this.indexOf(event.target)));
    // A press must not take the caret out of the text.
    this.dom.addEventListener("mousedown", (event) => event.preventDefault());
    this.rove(0);
  }

  focus(): void {
    this.entries[this.current]?.button.focus();
  }

  refresh(state: EditorState, editable: boolean): void {
    for (const { tool, button } of this.entries) {
      const usable = editable && tool.command(state) === true;
      // Not `disabled`: the button under the keyboard focus must not vanish.
      button.setAttribute("aria-disabled", String(!usable));
      if (tool.active !== undefined) button.setAttribute("aria-pressed", String(tool.active(state)));
    }
  }

  private button(tool: Tool, labels: Labels): HTMLButtonElement {
    const button = element("button", { type: "button", "data-tool": tool.label }, labels(tool.label));
    if (tool.primary === true) button.classList.add("promise");
    button.title = labels(tool.label);
    if (tool.keys !== undefined) {
      const keys = tool.keys.replace("Mod", MAC ? "⌘" : "Ctrl");
      button.title = `${labels(tool.label)} (${keys})`;
      button.setAttribute("aria-keyshortcuts", tool.keys.replace("Mod", MAC ? "Meta" : "Control"));
    }
    button.addEventListener("click", () => this.press(tool, button));
    return button;
  }

  private press(tool: Tool, button: HTMLButtonElement): void {
    if (button.getAttribute("aria-disabled") === "true") return;
    const view = this.view();
    const byKeyboard = this.dom.contains(document.activeElement);
    tool.command(view.state, (tr) => view.dispatch(tr), view);
    if (!byKeyboard && !this.elsewhere()) view.focus();
  }

  /** A command may have moved the focus itself, to the link field or another form. */
  private elsewhere(): boolean {
    const focused = document.activeElement;
    return focused !== null && focused !== document.body && !this.dom.contains(focused);
  }

  private key(event: KeyboardEvent): void {
    const last = this.entries.length - 1;
    const next: Record<string, number> = {
      ArrowRight: this.current === last ? 0 : this.current + 1,
      ArrowLeft: this.current === 0 ? last : this.current - 1,
      Home: 0,
      End: last,
    };
    const index = next[event.key];
    if (event.key === "Escape") this.view().focus();
    else if (index === undefined) return;
    else {
      this.rove(index);
      this.focus();
    }
    event.preventDefault();
  }

  private indexOf(target: EventTarget | null): number {
    return Math.max(0, this.entries.findIndex(({ button }) => button === target));
  }

  private rove(index: number): void {
    this.current = index;
    this.entries.forEach(({ button }, i) => button.setAttribute("tabindex", i === index ? "0" : "-1"));
  }
}
