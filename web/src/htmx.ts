// htmx under a strict policy: no evaluation of text, answers parsed under one named Trusted Types policy,
// a thin bar while waiting, forms that cannot be sent twice, failures said in words.

import "./htmx-setup";
import htmx from "htmx.org/dist/htmx.esm.js";
import { setBusy } from "./forms";
import { toast } from "./toast";
import { words } from "./words";

const BAR_AFTER_MS = 300;

interface Policy {
  createHTML(text: string): unknown;
  createScript(text: string): unknown;
}

interface Internals {
  initSecurity(policy: Policy, sync: unknown, async: unknown): void;
}

declare const trustedTypes: { createPolicy(name: string, rules: Partial<Policy>): Policy } | undefined;

/** Answers come from our own server, which escapes; scripts in answers never run. */
function policy(): Policy {
  const rules = {
    createHTML: (text: string) => text,
    createScript: (): string => {
      throw new TypeError("answers carry no scripts");
    },
  };
  return typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("aizuchi-htmx", rules);
}

function refuse(): never {
  throw new TypeError("hx-on, js: and trigger filters evaluate text, which this site never does");
}

/** What a person opened or closed stays so when the page around it is brought up to date. */
const keepDetails = (element: Element, change: { attrName: string }): boolean =>
  !(element instanceof HTMLDetailsElement && change.attrName === "open");

htmx.registerExtension("aizuchi", {
  init: (internals: Internals) => internals.initSecurity(policy(), refuse, refuse),
  htmx_before_morph_attr: keepDetails,
});

let waiting = 0;
let timer = 0;

function showBar(): void {
  const bar = document.createElement("div");
  bar.className = "loading-bar";
  document.body.append(bar);
}

function begin(): void {
  waiting += 1;
  if (waiting === 1) timer = window.setTimeout(showBar, BAR_AFTER_MS);
}

function end(): void {
  waiting = Math.max(0, waiting - 1);
  if (waiting > 0) return;
  clearTimeout(timer);
  document.querySelector(".loading-bar")?.remove();
}

const formOf = (event: Event): HTMLFormElement | null => {
  const source = (event as CustomEvent<{ ctx?: { sourceElement?: Element } }>).detail.ctx?.sourceElement;
  return source?.closest<HTMLFormElement>("form") ?? null;
};

interface Swap {
  ctx: { select?: string; response: { raw: Response } };
  tasks: { type: string; fragment: DocumentFragment }[];
}

/**
 * An answer without the part that was asked for must not wipe it out: an error is said in words,
 * and any other page (the session may be over) is for the browser to show.
 */
function missing(event: Event): void {
  const { ctx, tasks } = (event as CustomEvent<Swap>).detail;
  const main = tasks.find((task) => task.type === "main");
  if (!ctx.select || !main || main.fragment.childElementCount > 0) return;
  event.preventDefault();
  if (ctx.response.raw.ok) location.reload();
  else toast(words.failed);
}

export function startHtmx(): void {
  document.addEventListener("htmx:before:swap", missing);
  document.addEventListener("htmx:before:request", (event) => {
    begin();
    const form = formOf(event);
    if (form && !form.hasAttribute("data-autosubmit")) setBusy(form, true);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    end();
    const form = formOf(event);
    if (form) setBusy(form, false);
  });
  document.addEventListener("htmx:error", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx?: unknown }>).detail;
    if (ctx) toast(words.failed);
  });
}
