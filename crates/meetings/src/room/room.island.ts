// Island of the meeting page: where memo and agenda meet.

/** What the memo's editor tells: a line that should become a promise or a wish. */
interface Line {
  text: string;
}

/** What htmx tells after it took a part out of an answer. */
interface Swapped {
  ctx?: { sourceElement?: Element; response?: { raw?: { ok: boolean } } };
}

const MOST_TEXT = 300;

const field = (id: string): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`#${id}`);

/** The line stands in the form: of a promise, ready to be given an owner and a day, or of a wish. */
function take(line: Line, id: string): void {
  // On a phone the form is behind the other tab.
  document.querySelector<HTMLButtonElement>('[data-panel="agenda"]')?.click();
  const input = field(id);
  if (input === null) return;
  input.value = line.text.slice(0, MOST_TEXT);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

/** What was kept leaves its form empty for the next one. */
function empty(detail: Swapped): void {
  if (detail.ctx?.response?.raw?.ok !== true) return;
  const form = detail.ctx.sourceElement?.id;
  if (form !== "jot" && form !== "wish-jot") return;
  for (const id of form === "jot" ? ["promise-text", "promise-due"] : ["wish-text"]) {
    const input = field(id);
    if (input !== null) input.value = "";
  }
  if (form === "wish-jot") {
    for (const kind of document.querySelectorAll<HTMLInputElement>("#wish-jot [name=kind]")) kind.checked = false;
  }
}

export function mount(host: HTMLElement): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const line = (event: Event): Line => (event as CustomEvent<Line>).detail;
  host.addEventListener("aizuchi:promise", (event) => take(line(event), "promise-text"), { signal });
  host.addEventListener("aizuchi:wish", (event) => take(line(event), "wish-text"), { signal });
  host.addEventListener("htmx:after:swap", (event) => empty((event as CustomEvent<Swapped>).detail), { signal });
  return () => stop.abort();
}
