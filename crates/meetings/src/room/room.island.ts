// Island of the meeting page: where memo and agenda meet.

/** What the memo's editor tells: a line that should become a promise. */
interface Line {
  text: string;
}

/** What htmx tells after it took a part out of an answer. */
interface Swapped {
  ctx?: { sourceElement?: Element; response?: { raw?: { ok: boolean } } };
}

const MOST_TEXT = 300;

const field = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("#promise-text");

/** The line stands in the form, ready to be given an owner and a day. */
function take(line: Line): void {
  // On a phone the form is behind the other tab.
  document.querySelector<HTMLButtonElement>('[data-panel="agenda"]')?.click();
  const input = field();
  if (input === null) return;
  input.value = line.text.slice(0, MOST_TEXT);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

/** A promise that was kept leaves the form empty for the next one. */
function empty(detail: Swapped): void {
  if (detail.ctx?.sourceElement?.id !== "jot" || detail.ctx.response?.raw?.ok !== true) return;
  const input = field();
  if (input !== null) input.value = "";
  const due = document.querySelector<HTMLInputElement>("#promise-due");
  if (due !== null) due.value = "";
}

export function mount(host: HTMLElement): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  host.addEventListener("aizuchi:promise", (event) => take((event as CustomEvent<Line>).detail), { signal });
  host.addEventListener("htmx:after:swap", (event) => empty((event as CustomEvent<Swapped>).detail), { signal });
  return () => stop.abort();
}
