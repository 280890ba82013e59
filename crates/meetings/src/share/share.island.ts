// Island of a reading page: hears from the server that the share is over, and lets go of the text at once.

/** Where the server tells. */
interface Props {
  alive: string;
}

/** How long to wait before asking once more whether the page still stands, in milliseconds. */
const PATIENCE = 3000;

/** The text goes, and a sentence says why. */
function letGo(host: HTMLElement): void {
  const over = host.querySelector<HTMLTemplateElement>("template[data-share-ended]");
  host.querySelector("[data-share-text]")?.remove();
  document.querySelector("dl.facts")?.remove();
  if (over !== null) host.append(over.content.cloneNode(true));
}

/** What the server says of this page: `false` for gone, `undefined` when it cannot be asked now. */
async function stands(): Promise<boolean | undefined> {
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
    if (answer.ok) return true;
    return answer.status >= 500 || answer.status === 429 ? undefined : false;
  } catch {
    return undefined;
  }
}

export function mount(host: HTMLElement, props: Props): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  const stop = (): void => {
    source?.close();
    window.clearTimeout(timer);
  };
  const end = (): void => {
    stop();
    letGo(host);
  };
  const listen = (): void => {
    source = new EventSource(props.alive);
    source.addEventListener("ended", end);
    // Signed out: the page asks who one is.
    source.addEventListener("left", () => {
      stop();
      location.reload();
    });
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(() => void ask(), PATIENCE);
    });
  };
  const ask = async (): Promise<void> => {
    if ((await stands()) === false) end();
    else listen();
  };
  listen();
  return stop;
}
