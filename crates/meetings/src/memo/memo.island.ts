/**
 * Island of the meeting page: the live memo. Everything heavy is in its own
 * chunk, which loads only where a page has a memo; until then, and if it
 * cannot load, the page's own words stay where they are.
 */
import type { MemoProps } from "aizuchi/memo/index";

export async function mount(host: HTMLElement, props: MemoProps): Promise<() => void> {
  host.setAttribute("aria-busy", "true");
  try {
    const memo = await import("aizuchi/memo/index");
    return await memo.mount(host, props);
  } finally {
    host.removeAttribute("aria-busy");
  }
}
