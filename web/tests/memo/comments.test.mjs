/** A word beside a passage: said, seen, moved along, gone; by who writes and by who only reads. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import * as Y from "yjs";
import { Person, eventually, openBrowser, pause } from "./browser.mjs";
import { ja } from "./labels.mjs";
import { ReferenceServer } from "./reference_server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LINE = "答えを言うのが早いときがある";

let server;
let browser;
before(async () => {
  server = await ReferenceServer.start();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

let count = 0;
async function two(more = {}) {
  count += 1;
  const doc = `comments-${count}`;
  await server.change(doc, (memo) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(LINE)]);
    memo.insert(0, [paragraph]);
  });
  const leader = await Person.open(browser, server, { doc, comments: "1", name: "藤崎", seat: "leader" });
  const member = await Person.open(browser, server, { doc, comments: "1", name: "高瀬", seat: "member", ...more });
  await leader.saved();
  await eventually(async () => (await member.lines())[0] === LINE, "loaded");
  return { doc, leader, member };
}
async function select(person, block, from, letters) {
  await person.caret(block, from);
  for (let step = 0; step < letters; step += 1) await person.press("Shift+ArrowRight");
  await pause(40);
}
const marked = (person) => person.page.locator("mark.memo-passage").allInnerTexts().then((all) => all.join(""));
const isMarked = (person, words) => eventually(async () => {
  assert.equal(await marked(person), words);
  return true;
}, `marked ${words}`);
const form = (person) => person.page.locator(".memo-comment-form");
async function done(...people) {
  for (const one of people) {
    await one.fine();
    await one.close();
  }
}

test("one tap says that the nuance differs; both see the passage, and the text stays what it was", async () => {
  const { doc, leader, member } = await two();
  await select(member, 0, 0, 3);
  await member.press("Alt+c");
  assert.equal(await form(member).locator("blockquote").innerText(), "答えを");
  await form(member).getByRole("button", { name: ja.comment_nuance }).click();
  for (const person of [member, leader]) await isMarked(person, "答えを");
  const [said] = server.comments.get(doc);
  assert.deepEqual([said.document, said.quote, said.nuance, said.text], ["shared", "答えを", "1", ""]);
  assert.match(said.anchor, /^[0-9a-f]{8,200}$/);
  assert.equal(await form(member).isVisible(), false);
  assert.doesNotMatch(server.xml(doc), /mark|passage|comment/);
  const line = await leader.page.locator("mark.memo-passage").evaluate((mark) => getComputedStyle(mark).textDecorationLine);
  assert.equal(line, "underline", "not by colour alone");
  await done(member, leader);
});

test("own words, by the button, about the line the caret is in; what cannot be sent stays", async () => {
  const { leader, member, doc } = await two();
  await member.caret(0, 2);
  await member.page.locator('[data-tool="tool_comment"]').click();
  assert.equal(await form(member).locator("blockquote").innerText(), LINE);
  await form(member).locator("textarea").fill("待たせるのがこわいだけです");
  const many = "ひとことは、1回の1on1に300までです。";
  const empty = "ことばを書いてください。";
  for (const [refusal, said] of [
    [{ status: 503 }, ja.comment_failed],
    [{ status: 401, detail: "この操作にはサインインが必要です。" }, ja.comment_signed_out],
    [{ status: 409, detail: many }, many],
    [{ status: 422, detail: "入力が正しくありません。", errors: [{ field: "text", reason: empty }] }, empty],
  ]) {
    server.refuseComments = refusal;
    await form(member).getByRole("button", { name: ja.comment_send }).click();
    await eventually(async () => (await form(member).locator(".error").innerText()) === said, said);
    assert.equal(await form(member).locator("textarea").inputValue(), "待たせるのがこわいだけです");
  }
  server.refuseComments = null;
  await member.page.evaluate(() => { window.noticed.errors.length = 0; });
  await form(member).getByRole("button", { name: ja.comment_send }).click();
  await isMarked(leader, LINE);
  assert.equal(server.comments.get(doc)[0].text, "待たせるのがこわいだけです");
  assert.match(await leader.page.locator("#comments").innerText(), /待たせるのがこわいだけです/);
  await done(member, leader);
});

test("the mark moves along with its words, through edits of both, undo and redo", async () => {
  const { leader, member } = await two();
  await select(member, 0, 3, 4);
  await member.press("Alt+c");
  await form(member).getByRole("button", { name: ja.comment_nuance }).click();
  await isMarked(leader, "言うのが");
  await leader.caret(0, 0);
  await leader.type("ときどき、");
  await member.caret(0, LINE.length + 5);
  await member.type("と思う");
  for (const person of [member, leader]) await isMarked(person, "言うのが");
  await select(leader, 0, 8, 2);
  await leader.press("Delete");
  for (const person of [member, leader]) await isMarked(person, "のが");
  await leader.press("Control+z");
  await isMarked(leader, "言うのが");
  // Yjs tells the others only that there are new letters, not that they are the old ones.
  assert.match(await marked(member), /のが$/);
  await done(member, leader);
});

test("words that are gone keep their quote, and say so; the place is shown while it is there", async () => {
  const { leader, member } = await two();
  await select(member, 0, 0, 3);
  await member.press("Alt+c");
  await form(member).getByRole("button", { name: ja.comment_nuance }).click();
  await isMarked(leader, "答えを");
  const item = leader.page.locator("#comments li");
  assert.equal(await item.locator("[data-gone]").isVisible(), false);
  await item.getByRole("button", { name: "場所を見る" }).click();
  await eventually(() => leader.page.locator("mark.memo-passage.here").isVisible(), "stands out");
  await select(leader, 0, 0, 4);
  await leader.press("Delete");
  for (const person of [leader, member]) {
    await eventually(() => person.page.locator("#comments [data-gone]").isVisible(), "said");
    assert.match(await person.page.locator("#comments li").innerText(), /^答えを/);
    assert.equal(await person.page.locator("#comments li button").isVisible(), false);
    await isMarked(person, "");
  }
  await done(member, leader);
});

test("who may only read says something too, also without a mouse", async () => {
  const { doc, leader, member } = await two({ readonly: "1" });
  assert.equal(await member.text.getAttribute("contenteditable"), "false");
  await member.text.focus();
  await member.text.evaluate((dom) => {
    const text = dom.querySelector("p").firstChild;
    getSelection().setBaseAndExtent(text, 0, text, 3);
  });
  await pause(60);
  await member.press("Alt+c");
  await eventually(() => form(member).isVisible(), "open");
  await form(member).getByRole("button", { name: ja.comment_nuance }).click();
  await isMarked(leader, "答えを");
  assert.equal(server.comments.get(doc)[0].quote, "答えを");
  await done(member, leader);
});

test("a small field has its own button, and a private note has none", async () => {
  count += 1;
  const person = await Person.open(browser, server, { doc: `comments-${count}`, brief: "1", comments: "1" });
  await eventually(async () => (await person.page.locator(".save-state[data-state=saved]").count()) === 3, "saved");
  const field = person.page.locator(".memo.brief .ProseMirror").first();
  await field.focus();
  await person.type("治具は三か月試す");
  await person.page.locator(".memo.brief footer button").first().click();
  await person.page.locator(".memo.brief .memo-comment-form").first().getByRole("button", { name: ja.comment_nuance }).click();
  await eventually(async () => (await marked(person)) === "治具は三か月試す", "marked");
  assert.equal(server.comments.get(`comments-${count}`)[0].document, "key_point");
  await done(person);
  const alone = await Person.open(browser, server, { doc: `comments-${count}-note`, both: "1", comments: "1" });
  assert.equal(await alone.page.locator(".memo.private [data-tool=tool_comment]").count(), 0);
  assert.equal(await alone.page.locator(".memo.private .memo-comment-form").count(), 0);
  await done(alone);
});

for (const [name, options] of [
  ["wide, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["phone, light", { viewport: { width: 375, height: 740 }, colorScheme: "light", hasTouch: true, isMobile: true }],
]) {
  test(`axe finds nothing with a passage marked and the form open: ${name}`, async () => {
    count += 1;
    const context = await browser.newContext(options);
    const person = await Person.open(browser, server, { doc: `comments-${count}`, brief: "1", comments: "1", wishes: "1" }, context);
    await person.saved();
    await person.text.focus();
    await person.type(LINE);
    await person.press("Alt+c");
    await form(person).first().getByRole("button", { name: ja.comment_nuance }).click();
    await eventually(async () => (await marked(person)) === LINE, "marked");
    await person.press("Alt+c");
    await person.page.evaluate(AXE);
    const { violations } = await person.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    await done(person);
  });
}

test("a line becomes a wish by key and by button, where the page takes wishes", async () => {
  count += 1;
  const person = await Person.open(browser, server, { doc: `comments-${count}`, wishes: "1" });
  await person.saved();
  await person.text.focus();
  await person.type("点検表を一つにしたい");
  await person.press("Alt+w");
  await person.page.locator('[data-tool="tool_wish"]').click();
  const wish = { text: "点検表を一つにしたい", document: "shared" };
  assert.deepEqual(await person.noticed("wishes"), [wish, wish]);
  assert.match(await person.page.locator(".memo .visually-hidden[id^=memo-help]").textContent(), /変えたいこと/);
  await done(person);
  const without = await Person.open(browser, server, { doc: `comments-${count}` });
  assert.equal(await without.page.locator('[data-tool="tool_wish"]').count(), 0);
  await done(without);
});
