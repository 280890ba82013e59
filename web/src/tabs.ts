// Tabs whose panels are all in the page (the meeting room on a phone). Without script, all panels show below each other.
//
//   <div class="tabs even" data-tabs><button type="button" data-panel="agenda">話題</button> …</div>
//   <section id="agenda"> …
//
// Where the style sheet hides the row of tabs (wide windows) the panels are plain sections again.

import { composing } from "./keys";

interface Set {
  row: HTMLElement;
  tabs: HTMLButtonElement[];
}

const panelOf = (tab: HTMLButtonElement): HTMLElement | null => document.getElementById(tab.dataset["panel"] ?? "");

function select({ tabs }: Set, chosen: HTMLButtonElement): void {
  for (const tab of tabs) {
    const active = tab === chosen;
    tab.setAttribute("aria-selected", String(active));
    tab.tabIndex = active ? 0 : -1;
    panelOf(tab)?.toggleAttribute("data-inactive", !active);
  }
}

/** Roles follow what can be seen: a hidden row of tabs must not leave lonely tab panels behind. */
function assignRoles({ row, tabs }: Set): void {
  const shown = getComputedStyle(row).display !== "none";
  for (const tab of tabs) {
    const panel = panelOf(tab);
    if (shown) {
      panel?.setAttribute("role", "tabpanel");
      panel?.setAttribute("aria-labelledby", tab.id);
    } else {
      panel?.removeAttribute("role");
      if (panel?.getAttribute("aria-labelledby") === tab.id) panel.removeAttribute("aria-labelledby");
    }
  }
}

function walk(set: Set, event: KeyboardEvent): void {
  if (composing(event)) return;
  const at = set.tabs.indexOf(event.target as HTMLButtonElement);
  const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: set.tabs.length - 1 };
  const next = steps[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  const tab = set.tabs[(next + set.tabs.length) % set.tabs.length];
  if (!tab) return;
  select(set, tab);
  tab.focus();
}

function prepare(row: HTMLElement): void {
  const tabs = [...row.querySelectorAll<HTMLButtonElement>("[data-panel]")];
  const set = { row, tabs };
  row.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.id ||= `tab-${tab.dataset["panel"]}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.dataset["panel"] ?? "");
    tab.addEventListener("click", () => select(set, tab));
  }
  row.addEventListener("keydown", (event) => walk(set, event));
  const first = tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
  if (first) select(set, first);
  assignRoles(set);
  addEventListener("resize", () => assignRoles(set));
}

export function startTabs(): void {
  for (const row of document.querySelectorAll<HTMLElement>("[data-tabs]")) prepare(row);
}
