// Short messages at the lower edge, read out politely. Islands say: toast("保存しました").

import { words } from "./words";

const STAYS_MS = 8_000;

function region(): HTMLElement {
  const found = document.querySelector<HTMLElement>(".toasts");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "toasts";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}

/** Leaves by itself, but never while somebody points at it or has the focus in it. */
function leaveLater(element: HTMLElement): void {
  setTimeout(() => {
    if (element.matches(":hover, :focus-within")) leaveLater(element);
    else element.remove();
  }, STAYS_MS);
}

function withClose(element: HTMLElement): void {
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = words.close;
  close.addEventListener("click", () => element.remove());
  element.append(close);
  leaveLater(element);
}

export function toast(text: string): void {
  const element = document.createElement("div");
  element.className = "toast";
  const line = document.createElement("span");
  line.textContent = text;
  element.append(line);
  withClose(element);
  region().append(element);
}

/** Toasts that the server wrote, and those that answers ask for with HX-Trigger: {"aizuchi:toast": {"text": "…"}}. */
export function startToasts(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".toast")) withClose(element);
  document.addEventListener("aizuchi:toast", (event) => {
    const detail = (event as CustomEvent<{ text?: string; value?: string }>).detail;
    const text = detail.text ?? detail.value;
    if (text) toast(text);
  });
}
