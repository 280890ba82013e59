/** What a meeting page does, and what it would notice: promises, policy violations, errors. */
import { mount } from "../../../crates/meetings/src/memo/memo.island";
import { forgetConfirmedDrafts } from "../../src/memo/kept";

const noticed = { promises: [] as unknown[], wishes: [] as unknown[], violations: [] as string[], errors: [] as string[], forget: forgetConfirmedDrafts };
Object.assign(window, { noticed });
document.addEventListener("securitypolicyviolation", (event) => {
  noticed.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
window.addEventListener("error", (event) => noticed.errors.push(event.message));
window.addEventListener("unhandledrejection", (event) => noticed.errors.push(String(event.reason)));
const consoleError = console.error;
console.error = (...words: unknown[]) => {
  noticed.errors.push(words.map(String).join(" "));
  consoleError(...words);
};

const host = document.getElementById("memo") as HTMLElement;
host.addEventListener("aizuchi:promise", (event) => noticed.promises.push((event as CustomEvent).detail));
host.addEventListener("aizuchi:wish", (event) => noticed.wishes.push((event as CustomEvent).detail));
const props = JSON.parse(host.dataset["props"] ?? "{}") as { comments?: string } & Parameters<typeof mount>[1];

interface Said { id: string; document: string; anchor: string; quote: string; text: string; nuance: string; settled?: boolean }

/** As the product's page draws the list, in short. */
async function drawComments(path: string): Promise<void> {
  const all = await (await fetch(path)).json() as Said[];
  const items = all.map(({ id, document: kind, anchor, quote, text, nuance, settled }) => {
    const item = document.createElement("li");
    Object.assign(item.dataset, { comment: id, document: kind, anchor }, settled === true ? { settled: "" } : {});
    const gone = Object.assign(document.createElement("p"), { textContent: "この部分は書きかえられました", hidden: true });
    gone.dataset["gone"] = "";
    const show = Object.assign(document.createElement("button"), { textContent: "場所を見る", hidden: true, type: "button", className: "button" });
    show.dataset["showComment"] = id;
    item.append(quote, " ", nuance === "1" ? "ニュアンス" : text, gone, show);
    return item;
  });
  document.querySelector("#comments ol")?.replaceChildren(...items);
  document.body.dispatchEvent(new Event("htmx:after:swap"));
}

await mount(host, props);
const { comments } = props;
if (comments !== undefined) {
  document.body.addEventListener("aizuchi:changed", () => void drawComments(comments));
  await drawComments(comments);
}
host.dataset.ready = "";
