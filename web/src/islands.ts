// Islands: an element `data-island="name"` gets the module of crates/**/name.island.ts, loaded when it is there.

/** What an island module exports. The function it may return runs once the element has left the page. */
export type Mount<Props = unknown> = (element: HTMLElement, props: Props) => void | (() => void) | Promise<void | (() => void)>;

/** Filled in by build.mjs: island name -> file beside app.js. */
declare const ISLAND_FILES: Record<string, string>;

/** Elements seen so far; the value is what to call when one goes away. */
const mounted = new Map<HTMLElement, (() => void) | undefined>();

async function mount(element: HTMLElement): Promise<void> {
  const name = element.dataset["island"] ?? "";
  const file = ISLAND_FILES[name];
  if (!file) throw new Error(`no island is called ${name}`);
  const module = (await import(new URL(file, import.meta.url).href)) as { mount: Mount };
  if (!element.isConnected) {
    mounted.delete(element);
    return;
  }
  const leave = await module.mount(element, JSON.parse(element.dataset["props"] ?? "{}"));
  if (mounted.has(element)) mounted.set(element, leave ?? undefined);
  else leave?.();
}

function mountWithin(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-island]")) {
    if (mounted.has(element)) continue;
    mounted.set(element, undefined);
    mount(element).catch((error: unknown) => {
      // The page without script stays usable; say in the markup that the island is not coming.
      element.dataset["islandState"] = "failed";
      console.error(error);
    });
  }
}

function leaveRemoved(): void {
  for (const [element, leave] of mounted) {
    if (element.isConnected) continue;
    mounted.delete(element);
    leave?.();
  }
}

/** Mounts all islands of the page, and those that later swaps bring in. */
export function startIslands(): void {
  mountWithin(document);
  new MutationObserver(() => {
    leaveRemoved();
    mountWithin(document);
  }).observe(document.body, { childList: true, subtree: true });
}
