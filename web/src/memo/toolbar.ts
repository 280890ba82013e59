/**
 * The buttons above the text, following the toolbar pattern: one tab stop,
 * arrow keys between the buttons, Escape back to the text. Where there is
 * little room the style sheet shows what is needed often and a button for the
 * rest, so that nothing is cut off and the text is not pushed away.
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
  /** Stands there also where there is little room. */
  often?: boolean;
  /** Works for who only reads, too. */
  reading?: boolean;
}

export interface ToolbarActions {
  link: Command;
  promise: Command;
  /** Null where the page has no place for them. */
  wish: Command | null;
  comment: Command | null;
}

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

function tools(actions: ToolbarActions): Tool[] {
  const { heading, bullet_list, ordered_list, check_item, blockquote } = nodes;
  const wish: Tool[] = actions.wish === null ? [] : [
    { label: "tool_wish", keys: "Alt+W", command: actions.wish, primary: true, often: true },
  ];
  const comment: Tool[] = actions.comment === null ? [] : [
    { label: "tool_comment", keys: "Alt+C", command: actions.comment, often: true, reading: true },
  ];
  return [
    { label: "tool_promise", keys: "Alt+P", command: actions.promise, primary: true, often: true },
    ...wish,
    ...comment,
    { label: "tool_check", keys: "Mod+Shift+9", command: toggleCheckItem, active: (state) => inside(state, check_item), often: true },
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
    { label: "tool_undo", keys: "Mod+Z", command: undoCommand, often: true },
    { label: "tool_redo", keys: "Mod+Shift+Z", command: redoCommand },
  ];
}

export class Toolbar {
  readonly dom: HTMLElement;
  private readonly entries: { tool: Tool; button: HTMLButtonElement }[];
  private readonly more: HTMLButtonElement;
  private readonly buttons: HTMLButtonElement[];
  private current: HTMLButtonElement;

  constructor(actions: ToolbarActions, labels: Labels, controls: string, private readonly view: () => EditorView) {
    this.dom = element("div", {
      class: "toolbar", role: "toolbar", "aria-label": labels("toolbar"), "aria-controls": controls,
    });
    this.entries = tools(actions).map((tool) => ({ tool, button: this.button(tool, labels) }));
    this.more = element("button", { type: "button", class: "more", "aria-expanded": "false" }, labels("tool_more"));
    this.more.title = labels("tool_more");
    this.more.addEventListener("click", () => this.unfold());
    const rest = this.entries.filter(({ tool }) => tool.often !== true);
    for (const { button } of rest) button.dataset["rest"] = "";
    const often = this.entries.filter(({ tool }) => tool.often === true);
    this.buttons = [...often.map(({ button }) => button), this.more, ...rest.map(({ button }) => button)];
    this.current = this.buttons[0] as HTMLButtonElement;
    this.dom.append(...this.buttons);
    this.dom.addEventListener("keydown", (event) => this.key(event));
    this.dom.addEventListener("focusin", (event) => {
      const button = this.buttons.find((one) => one === event.target);
      if (button !== undefined) this.rove(button);
    });
    // A press must not take the caret out of the text.
    this.dom.addEventListener("mousedown", (event) => event.preventDefault());
    this.rove(this.current);
  }

  focus(): void {
    const shown = this.shown();
    if (!shown.includes(this.current)) this.rove(shown[0] ?? this.more);
    this.current.focus();
  }

  /** What the style sheet shows where there is this much room. */
  private shown(): HTMLButtonElement[] {
    return this.buttons.filter((button) => button.getClientRects().length > 0);
  }

  private unfold(): void {
    const open = this.dom.toggleAttribute("data-open");
    this.more.setAttribute("aria-expanded", String(open));
  }

  refresh(state: EditorState, editable: boolean): void {
    for (const { tool, button } of this.entries) {
      const usable = (editable || tool.reading === true) && tool.command(state) === true;
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
    const shown = this.shown();
    const [at, last] = [shown.indexOf(this.current), shown.length - 1];
    const next: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const button = shown[next[event.key] ?? -1];
    if (event.key === "Escape") this.view().focus();
    else if (button === undefined) return;
    else {
      this.rove(button);
      this.focus();
    }
    event.preventDefault();
  }

  private rove(button: HTMLButtonElement): void {
    this.current = button;
    for (const one of this.buttons) one.setAttribute("tabindex", one === button ? "0" : "-1");
  }
}
