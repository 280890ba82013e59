// Small things: copy, print, back, menus that close.

import { composing } from "./keys";
import { toast } from "./toast";
import { words } from "./words";

/** `data-copy="text"` or `data-copy-from="#id"`. */
async function copy(source: HTMLElement): Promise<void> {
  const from = document.querySelector<HTMLElement>(source.dataset["copyFrom"] ?? ":not(*)");
  const text = source.dataset["copy"] ?? (from instanceof HTMLInputElement ? from.value : (from?.textContent ?? ""));
  try {
    await navigator.clipboard.writeText(text.trim());
    toast(words.copied);
  } catch {
    toast(words.notCopied);
  }
}

const closeMenus = (except?: Element | null): void => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.account[open]")) {
    if (menu !== except) menu.open = false;
  }
};

export function startSmallThings(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const copied = target.closest<HTMLElement>("[data-copy], [data-copy-from]");
    if (copied) void copy(copied);
    if (target.closest("[data-print]")) print();
    if (target.closest("[data-back]") && history.length > 1) {
      event.preventDefault();
      history.back();
    }
    closeMenus(target.closest("details.account"));
  });
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>("details.account[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
