/**
 * The keyboard. One plugin for all bindings, so that one question decides
 * whether a key belongs to the input method.
 */
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { undoInputRule } from "prosemirror-inputrules";
import { keydownHandler } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, Plugin } from "prosemirror-state";
import { redoCommand, undoCommand } from "y-prosemirror";
import { flipCheck, insertBreak, plainAtStart, splitCheckItem, toggle, toggleBlock, toggleCheckItem, toggleList } from "./commands";
import type { Composition } from "./composition";
import { nodes } from "./schema";

export interface KeyActions {
  /** Moves the focus to the toolbar. */
  toolbar(): void;
  link(): void;
  promise: Command;
  wish: Command | null;
  comment: Command | null;
}

export function keyBindings(actions: KeyActions): Record<string, Command> {
  const focusToolbar: Command = () => (actions.toolbar(), true);
  const openLink: Command = () => (actions.link(), true);
  return {
    ...baseKeymap,
    "Mod-b": toggle("strong"),
    "Mod-i": toggle("em"),
    "Mod-e": toggle("code"),
    "Mod-Shift-x": toggle("strike"),
    "Mod-k": openLink,
    "Mod-z": undoCommand,
    "Mod-Shift-z": redoCommand,
    "Mod-y": redoCommand,
    "Mod-Alt-2": toggleBlock(nodes.heading, { level: 2 }),
    "Mod-Alt-3": toggleBlock(nodes.heading, { level: 3 }),
    "Mod-Shift-7": toggleList(nodes.ordered_list),
    "Mod-Shift-8": toggleList(nodes.bullet_list),
    "Mod-Shift-9": toggleCheckItem,
    "Mod-Enter": flipCheck,
    "Shift-Enter": insertBreak,
    Enter: chainCommands(splitCheckItem, splitListItem(nodes.list_item), baseKeymap.Enter as Command),
    Backspace: chainCommands(undoInputRule, plainAtStart, baseKeymap.Backspace as Command),
    // Not handled where it changes nothing, so that Tab can leave the editor.
    Tab: sinkListItem(nodes.list_item),
    "Shift-Tab": liftListItem(nodes.list_item),
    "Alt-F10": focusToolbar,
    "Alt-p": actions.promise,
    ...actions.wish === null ? {} : { "Alt-w": actions.wish },
    ...commentBinding(actions.comment),
  };
}

/** The keys of a small field: it knows paragraphs only. */
export function briefBindings(comment: Command | null): Record<string, Command> {
  const history = { "Mod-z": undoCommand, "Mod-Shift-z": redoCommand, "Mod-y": redoCommand };
  return { ...baseKeymap, ...history, ...commentBinding(comment) };
}

function commentBinding(comment: Command | null): Record<string, Command> {
  return comment === null ? {} : { "Alt-c": comment };
}

function readerBindings(bindings: Record<string, Command>): Record<string, Command> {
  const comment = bindings["Alt-c"];
  const toolbar = bindings["Alt-F10"];
  return { ...comment === undefined ? {} : { "Alt-c": comment }, ...toolbar === undefined ? {} : { "Alt-F10": toolbar } };
}

export function keyboard(composition: Composition, bindings: Record<string, Command>): Plugin {
  const handle = keydownHandler(bindings);
  const reading = keydownHandler(readerBindings(bindings));
  return new Plugin({
    props: {
      // The editor asks nobody about keys in a text that may only be read.
      handleDOMEvents: {
        keydown: (view, event) => !view.editable && reading(view, event) && (event.preventDefault(), true),
      },
      handleKeyDown(view, event) {
        const verdict = composition.verdict(event);
        if (verdict === "pass") return handle(view, event);
        return verdict === "swallow";
      },
    },
  });
}
