/** What a meeting page does, and what it would notice: promises, policy violations, errors. */
import { mount } from "../../../crates/meetings/src/memo/memo.island";
import { forgetConfirmedDrafts } from "../../src/memo/kept";

const noticed = { promises: [] as unknown[], violations: [] as string[], errors: [] as string[], forget: forgetConfirmedDrafts };
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
await mount(host, JSON.parse(host.dataset["props"] ?? "{}"));
host.dataset.ready = "";
