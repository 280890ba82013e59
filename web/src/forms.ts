// Forms: sent once, sent by themselves where asked for, never left by accident.

import { composing } from "./keys";

/** A download or a new tab leaves the page where it is: give the form back after this time. */
const GIVE_BACK_MS = 10_000;
/** Typing counts as done after this pause. */
const TYPING_MS = 500;

const buttons = (form: HTMLFormElement): HTMLButtonElement[] =>
  [...form.elements].filter((element): element is HTMLButtonElement => element instanceof HTMLButtonElement && element.type === "submit");

const disabledByUs = new WeakSet<HTMLButtonElement>();

export function setBusy(form: HTMLFormElement, busy: boolean): void {
  if (busy) form.setAttribute("aria-busy", "true");
  else form.removeAttribute("aria-busy");
  for (const element of buttons(form)) {
    if (busy && !element.disabled) {
      disabledByUs.add(element);
      element.disabled = true;
    } else if (!busy && disabledByUs.delete(element)) {
      element.disabled = false;
    }
  }
}

const isBusy = (form: HTMLFormElement): boolean => form.getAttribute("aria-busy") === "true";

function guardAgainstDoubles(): void {
  document.addEventListener(
    "submit",
    (event) => {
      if (!isBusy(event.target as HTMLFormElement)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method === "dialog") return;
    // After this event: a disabled button would not send its own name and value.
    setTimeout(() => setBusy(form, true));
    setTimeout(() => setBusy(form, false), GIVE_BACK_MS);
  });
  // Back from the browser's memory of pages, where everything is as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[aria-busy]")) setBusy(form, false);
  });
}

/** `data-autosubmit` on a form: any choice sends it; in a text field after a pause in typing. */
function sendByThemselves(): void {
  const waiting = new WeakMap<HTMLFormElement, number>();
  const send = (form: HTMLFormElement, after: number): void => {
    clearTimeout(waiting.get(form));
    waiting.set(form, window.setTimeout(() => form.requestSubmit(), after));
  };
  const formOf = (event: Event): HTMLFormElement | null =>
    (event.target as Element).closest<HTMLFormElement>("form[data-autosubmit]");
  document.addEventListener("change", (event) => {
    const form = formOf(event);
    if (form) send(form, 0);
  });
  document.addEventListener("input", (event) => {
    const form = formOf(event);
    const field = event.target as HTMLElement;
    if (form && field.matches("input[type=search], input[type=text]") && !(event as InputEvent).isComposing) send(form, TYPING_MS);
  });
}

/** `data-send-with="Ctrl+Enter"` on a form, for fields where Enter is a new line. */
function sendByKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-send-with='Ctrl+Enter']");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

/** `data-warn-unsaved` on a form: the browser asks before changes are lost. */
function warnAboutUnsaved(): void {
  const changed = new Set<HTMLFormElement>();
  const note = (event: Event): void => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-warn-unsaved]");
    if (form) changed.add(form);
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  // What could not be sent is unsaved again.
  document.addEventListener("htmx:error", note);
  document.addEventListener("reset", (event) => changed.delete(event.target as HTMLFormElement));
  document.addEventListener("submit", (event) => changed.delete(event.target as HTMLFormElement));
  addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
}

/** `data-fill="#field"` on a button: a borrowed question becomes the person's own first line. */
function fillFromPrompts(): void {
  document.addEventListener("click", (event) => {
    const prompt = (event.target as Element).closest<HTMLElement>("button[data-fill]");
    if (!prompt) return;
    const field = document.querySelector<HTMLTextAreaElement>(prompt.dataset["fill"] ?? "");
    if (!field) return;
    const text = prompt.dataset["fillText"] ?? prompt.textContent.trim();
    field.value = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

export function startForms(): void {
  guardAgainstDoubles();
  sendByThemselves();
  sendByKeys();
  warnAboutUnsaved();
  fillFromPrompts();
}
