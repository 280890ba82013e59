/** Chromium for the tests: people with pages, and a real input method through the debugging protocol. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CANDIDATES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function openBrowser() {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error("No Chromium found; set CHROMIUM to its path.");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `check` gives something true (or stops throwing), else fails with its last word. */
export async function eventually(check, what, patience = 30_000) {
  const end = Date.now() + patience;
  for (let last; ; await pause(30)) {
    try {
      last = await check();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`never happened: ${what}; last: ${last?.message ?? last}`);
  }
}

export class Person {
  static async open(browser, server, query, context, prepare = () => undefined) {
    const person = new Person();
    person.server = server;
    person.document = query.doc;
    person.context = context ?? await browser.newContext({ viewport: { width: 900, height: 800 } });
    person.page = await person.context.newPage();
    await prepare(person.page);
    person.devtools = await person.context.newCDPSession(person.page);
    await person.page.goto(server.url(query));
    await person.ready();
    person.text = person.page.locator(".memo-text").first();
    return person;
  }

  /** The editors stand; if they never do, what went wrong on the page is the better message. */
  async ready() {
    await eventually(async () => {
      assert.deepEqual(await this.noticed("errors"), []);
      return this.page.evaluate(() => document.querySelector("#memo[data-ready]") !== null);
    }, "mounted");
  }

  async saved() {
    await eventually(async () => (await this.state()) === "saved", "saved");
  }

  state() {
    return this.page.locator(".save-state").first().getAttribute("data-state");
  }

  /** One string a block, as a reader sees it. */
  lines() {
    return this.text.evaluate((dom) => {
      const blocks = [...dom.querySelectorAll("p, h3, h4, .memo-check-text, hr")];
      return blocks.map((block) => block.tagName === "HR" ? "---" : block.innerText.replace(/\n$/, ""));
    });
  }

  html() {
    return this.text.evaluate((dom) => dom.innerHTML.replace(/<br class="ProseMirror-trailingBreak">/g, ""));
  }

  /** Puts the caret into the block with this index, so many letters in. */
  async caret(block, offset) {
    await this.text.focus();
    await this.text.evaluate((dom, [index, letters]) => {
      const target = [...dom.querySelectorAll("p, h3, h4, .memo-check-text")][index];
      const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
      let rest = letters;
      let node = walker.nextNode();
      while (node !== null && rest > node.nodeValue.length) {
        rest -= node.nodeValue.length;
        node = walker.nextNode() ?? null;
      }
      getSelection().collapse(node ?? target, node === null ? 0 : rest);
    }, [block, offset]);
    // ProseMirror reads the selection from the selectionchange event.
    await pause(40);
  }

  async type(text, delay = 0) {
    await this.page.keyboard.type(text, { delay });
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  /** The input method shows this text as its running conversion. */
  compose(text) {
    return this.devtools.send("Input.imeSetComposition", {
      text, selectionStart: text.length, selectionEnd: text.length,
    });
  }

  commit(text) {
    return this.devtools.send("Input.insertText", { text });
  }

  notice() {
    return this.page.locator(".memo .notice:visible").first();
  }

  /** Nothing threw, and the security policy had nothing to refuse. */
  async fine() {
    assert.deepEqual(await this.noticed("errors"), []);
    assert.deepEqual(await this.noticed("violations"), []);
  }

  noticed(what) {
    return this.page.evaluate((key) => window.noticed[key], what);
  }

  paste(html, text = "") {
    return this.text.evaluate((dom, [rich, plain]) => {
      const clipboardData = new DataTransfer();
      if (rich !== "") clipboardData.setData("text/html", rich);
      clipboardData.setData("text/plain", plain);
      dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, [html, text]);
  }

  close() {
    return this.context.close();
  }
}
