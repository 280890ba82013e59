// Looks at every gallery page in a real browser: axe, reflow, targets, policy, script, screenshots.
//
//   node gallery/check.mjs [folder for screenshots] [only pages that begin with this]
//   AIZUCHI_CHROMIUM names another browser than /usr/bin/chromium.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { start } from "./serve.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.argv[2] ?? join(tmpdir(), "aizuchi-gallery");
const ONLY = process.argv[3];
const PAGES = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".html") && name.startsWith(ONLY ?? ""));
const SIZES = [[375, 800], [1280, 900]];
const LEAST_TARGET = 24;

const problems = [];
const complain = (page, what) => problems.push(`${page}: ${what}`);

mkdirSync(SHOTS, { recursive: true });
const server = await start();
const browser = await chromium.launch({
  executablePath: process.env.AIZUCHI_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

/** Opens a page; console errors and broken policies count as problems. */
async function open(name, options) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complain(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => complain(name, `script: ${error.message}`));
  await page.goto(`${server.url}/${name}`, { waitUntil: "networkidle" });
  return { context, page };
}

async function axe(page, name, label) {
  await page.evaluate(AXE);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  for (const { id, nodes } of violations) {
    for (const node of nodes) complain(name, `axe ${label} ${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`);
  }
}

/** Width of what sticks out sideways, and targets that are too small to tap. */
const measure = (least) => {
  const small = [...document.querySelectorAll("a, button, summary, input, select, textarea")]
    .filter((element) => !element.closest("p, li p, dd, .reader-line") && element.checkVisibility())
    .map((element) => element.closest("label") ?? element)
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.width < least || box.height < least);
    })
    .map((element) => element.outerHTML.slice(0, 90));
  return { over: document.documentElement.scrollWidth - document.documentElement.clientWidth, small };
};

async function lookAt(name) {
  for (const [width, height] of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await open(name, { viewport: { width, height }, colorScheme, deviceScaleFactor: width < 640 ? 2 : 1, isMobile: width < 640 });
      await axe(page, name, `${width} ${colorScheme}`);
      const { over, small } = await page.evaluate(measure, LEAST_TARGET);
      if (over > 0) complain(name, `${over} px too wide at ${width}`);
      for (const element of small) complain(name, `small target at ${width}: ${element}`);
      const stem = join(SHOTS, `${name.replace(".html", "")}-${width}-${colorScheme}`);
      await page.screenshot({ path: `${stem}.png` });
      await page.screenshot({ path: `${stem}-whole.png`, fullPage: true });
      await context.close();
    }
  }
}

async function reflow(name) {
  const cases = [["320 px", 320, "100"], ["320 px, text 150", 320, "150"], ["1280 at 200 %", 640, "100"], ["1280, text 150", 1280, "150"]];
  for (const [label, width, text] of cases) {
    const { context, page } = await open(name, { viewport: { width, height: 600 } });
    await page.evaluate((size) => (document.documentElement.dataset.text = size), text);
    const { over } = await page.evaluate(measure, LEAST_TARGET);
    if (over > 0) complain(name, `${over} px too wide: ${label}`);
    if (label === "320 px, text 150") await page.screenshot({ path: join(SHOTS, `${name.replace(".html", "")}-320-text150.png`), fullPage: true });
    await context.close();
  }
}

async function modes(name) {
  const stem = join(SHOTS, name.replace(".html", ""));
  const forced = await open(name, { viewport: { width: 1280, height: 900 }, forcedColors: "active" });
  await forced.page.screenshot({ path: `${stem}-forced.png`, fullPage: true });
  await forced.context.close();
  const plain = await open(name, { viewport: { width: 375, height: 800 }, javaScriptEnabled: false });
  const { over } = await plain.page.evaluate(measure, LEAST_TARGET);
  if (over > 0) complain(name, `${over} px too wide without script`);
  await plain.page.emulateMedia({ media: "print" });
  await plain.page.setViewportSize({ width: 700, height: 990 });
  await plain.page.screenshot({ path: `${stem}-print.png`, fullPage: true });
  await plain.context.close();
}

const expect = (page, what, truth) => truth || complain(page, what);

async function precheckFits() {
  const name = "l2-precheck.html";
  const { context, page } = await open(name, { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, isMobile: true });
  const hidden = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(name, `scrolls by ${hidden} px at 375 x 667`, hidden <= 0);
  const left = await page.locator("[data-countdown-to]").textContent();
  expect(name, `the countdown says ${left}`, left === "あと6分");
  await page.screenshot({ path: join(SHOTS, "l2-precheck-375x667.png") });
  await context.close();
}

async function preparing() {
  const name = "m2-prepare.html";
  const { context, page } = await open(name, { viewport: { width: 375, height: 800 }, javaScriptEnabled: false });
  const field = page.locator(".expectation[data-slot='3']");
  expect(name, "an unchosen topic shows its expectations", !(await field.isVisible()));
  await page.getByLabel("心とからだ").check();
  expect(name, "a chosen topic hides its expectations without script", await field.isVisible());
  await context.close();
}

async function meetingTabs() {
  const name = "x1-meeting.html";
  const { context, page } = await open(name, { viewport: { width: 375, height: 800 } });
  expect(name, "the memo shows beside the agenda on a phone", !(await page.locator("#memo").isVisible()));
  await page.getByRole("tab", { name: "メモ" }).click();
  expect(name, "the memo tab does nothing", (await page.locator("#memo").isVisible()) && !(await page.locator("#agenda").isVisible()));
  await page.screenshot({ path: join(SHOTS, "x1-meeting-375-memo.png") });
  await axe(page, name, "375 memo");
  await page.keyboard.press("ArrowLeft");
  expect(name, "arrow keys do not change tabs", await page.locator("#agenda").isVisible());
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.waitForTimeout(100);
  expect(name, "a panel is missing on the desktop", (await page.locator("#memo").isVisible()) && (await page.locator("#agenda").isVisible()));
  await context.close();
}

async function scripts() {
  const name = "components.html";
  const { context, page } = await open(name, { viewport: { width: 1280, height: 900 } });
  await page.getByRole("button", { name: "送る", exact: true }).click();
  await page.getByText("受け取りました:ひょうか").waitFor({ timeout: 3_000 }).catch(() => complain(name, "htmx swapped nothing"));
  await page.getByRole("button", { name: "確かめてから消す" }).click();
  const dialog = page.getByRole("dialog");
  expect(name, "no question before deleting", await dialog.isVisible());
  await page.screenshot({ path: join(SHOTS, "components-dialog.png") });
  await axe(page, name, "dialog");
  await page.keyboard.press("Escape");
  expect(name, "Escape deletes", page.url().endsWith(name));
  await page.getByLabel("暗い").check();
  expect(name, "the theme does not change at once", (await page.locator("html").getAttribute("data-theme")) === "dark");
  await context.close();

  // An answer with a script in it: the policy object refuses, the title stays, a toast says so.
  const before = problems.length;
  const evil = await open(name, { viewport: { width: 1280, height: 900 } });
  await evil.page.getByRole("button", { name: "台本つきの答えを受け取る" }).click();
  await evil.page.waitForTimeout(300);
  const title = await evil.page.title();
  problems.length = before;
  expect(name, "a script in an answer ran", title.startsWith("部品"));
  await evil.context.close();
}

/** A borrowed question becomes the person's words; two submits send one request. */
async function forms() {
  const name = "m2-prepare.html";
  const { context, page } = await open(name, { viewport: { width: 1280, height: 900 } });
  await page.getByRole("button", { name: "頼まれなくても続けてきたのは" }).click();
  expect(name, "a question was not borrowed", (await page.locator("#note").inputValue()).startsWith("頼まれなくても"));
  let sent = 0;
  await page.route("**/prepare", async (route) => {
    sent += 1;
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.fulfill({ status: 204 });
  });
  const busy = await page.evaluate(async () => {
    const form = document.querySelector("form.choosing");
    form.requestSubmit();
    await new Promise((resolve) => setTimeout(resolve, 100));
    form.requestSubmit();
    return form.getAttribute("aria-busy") === "true" && form.querySelector("[type=submit]").disabled;
  });
  await page.waitForTimeout(600);
  expect(name, "a form under way is not marked busy", busy);
  expect(name, `two submits sent ${sent} requests`, sent === 1);
  await context.close();
}

/** A word under composition survives a swap around it and is committed once. */
async function compositionThroughSwap() {
  const name = "components.html";
  const { context, page } = await open(name, { viewport: { width: 1280, height: 900 } });
  const field = page.getByLabel("書いているところ");
  await field.focus();
  const devtools = await context.newCDPSession(page);
  const compose = (text) => devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose("ひょう");
  await page.evaluate(() => document.querySelector("[hx-get='/morph']").click());
  await page.getByText("入れ替わりました").waitFor({ timeout: 3_000 });
  await compose("ひょうか");
  await devtools.send("Input.insertText", { text: "評価" });
  const value = await field.inputValue();
  expect(name, `a swap during composition left "${value}"`, value === "評価");
  await context.close();
}

/** Keys of the input method reach no handler of ours. */
async function composition() {
  const name = "components.html";
  const { context, page } = await open(name, { viewport: { width: 1280, height: 900 } });
  const moved = await page.evaluate(() => {
    const menu = document.querySelector("details.account");
    menu.open = true;
    const press = (init) => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, ...init }));
    press({ isComposing: true });
    const kept = menu.open;
    press({});
    return { kept, closed: !menu.open };
  });
  expect(name, "a key of the input method closed a menu", moved.kept);
  expect(name, "Escape does not close a menu", moved.closed);
  await context.close();
}

try {
  for (const name of PAGES) {
    await lookAt(name);
    await reflow(name);
    await modes(name);
  }
  await precheckFits();
  await preparing();
  await meetingTabs();
  await scripts();
  await composition();
  await forms();
  await compositionThroughSwap();
} finally {
  await browser.close();
  server.close();
}
for (const line of [...new Set(problems)]) console.error(line);
console.log(`${PAGES.length} pages, ${problems.length} problems, screenshots in ${SHOTS}`);
process.exitCode = problems.length > 0 ? 1 : 0;
