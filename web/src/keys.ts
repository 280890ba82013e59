// Keyboard rules shared by the loader and all islands.

/**
 * Whether a key press belongs to an input method that is still composing Japanese text.
 * Every key handler asks this first and returns: an Enter that commits a word must not send a form.
 */
export const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** `Alt+M` and the like, told apart by the place of the key: on a Mac Alt changes the letter. */
const matches = (event: KeyboardEvent, shortcut: string): boolean => {
  const parts = shortcut.split("+");
  const key = parts.pop() ?? "";
  const wanted = { Alt: event.altKey, Ctrl: event.ctrlKey || event.metaKey, Shift: event.shiftKey };
  const held = Object.entries(wanted).every(([name, down]) => down === parts.includes(name));
  return held && (event.code === `Key${key.toUpperCase()}` || event.key === key);
};

/** `data-shortcut="Alt+M"` moves the focus to that element, or presses it when it is a button or link. */
export function listenForShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented) return;
    if (!(event.altKey || event.ctrlKey || event.metaKey)) return;
    const all = document.querySelectorAll<HTMLElement>("[data-shortcut]");
    const target = [...all].find((element) => matches(event, element.dataset["shortcut"] ?? ""));
    if (!target) return;
    event.preventDefault();
    if (target.matches("button, a[href]")) target.click();
    else target.focus();
  });
}
