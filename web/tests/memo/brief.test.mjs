/** The small fields: what today was about, and what to be mindful of until next time. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, eventually, openBrowser, pause } from "./browser.mjs";
import { ReferenceServer } from "./reference_server.mjs";

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
async function person(query = {}) {
  const opened = await Person.open(browser, server, { doc: `brief-${count}`, brief: "1", ...query });
  opened.section = (name) => opened.page.locator(".memo").filter({ has: opened.page.getByRole("heading", { name }) });
  opened.field = (name) => opened.section(name).locator(".ProseMirror");
  for (const line of await opened.page.locator(".save-state").all()) {
    await eventually(async () => (await line.getAttribute("data-state")) === "saved", "saved");
  }
  return opened;
}
async function two() {
  count += 1;
  return [await person({ name: "高瀬", seat: "member" }), await person({ name: "藤崎", seat: "leader", reads: "1" })];
}
const paragraphs = (field) => field.locator("p").allInnerTexts().then((all) => all.map((text) => text.replace(/\n$/, "")));
const says = (field, expected) => eventually(async () => {
  assert.deepEqual(await paragraphs(field), expected);
  return true;
}, expected.join("|"));
async function done(...people) {
  for (const one of people) {
    await one.fine();
    await one.close();
  }
}

test("both write what today was about", async () => {
  const [member, leader] = await two();
  await member.field("きょうの要点").focus();
  await member.type("治具は三か月試す");
  await says(leader.field("きょうの要点"), ["治具は三か月試す"]);
  await leader.field("きょうの要点").focus();
  await leader.press("Control+End");
  // ProseMirror reads the selection from the selectionchange event.
  await pause(40);
  await leader.press("Enter");
  await leader.type("- 見積もりは二つ");
  await says(member.field("きょうの要点"), ["治具は三か月試す", "- 見積もりは二つ"]);
  assert.equal(await member.field("きょうの要点").locator("ul").count(), 0, "no shortcuts");
  await done(member, leader);
});

test("what to be mindful of the leader reads, and nothing looks like a fault", async () => {
  const [member, leader] = await two();
  await member.field("次回まで意識すること").focus();
  await member.type("早めに相談する");
  const field = leader.field("次回まで意識すること");
  await says(field, ["早めに相談する"]);
  assert.equal(await field.getAttribute("contenteditable"), "false");
  assert.equal(await field.getAttribute("aria-readonly"), "true");
  const section = leader.section("次回まで意識すること");
  assert.equal(await section.locator(".notice:visible").count(), 0);
  assert.match(await section.innerText(), /書くのは部下です。あなたは読めます。/);
  assert.match(await member.section("次回まで意識すること").innerText(), /書けるのはあなたです。/);
  await done(member, leader);
});

test("undo takes back one's own words only, also beside the other's in the same line", async () => {
  const [member, leader] = await two();
  await member.field("きょうの要点").focus();
  await member.type("治具");
  await says(leader.field("きょうの要点"), ["治具"]);
  await leader.field("きょうの要点").focus();
  await leader.press("Control+End");
  // ProseMirror reads the selection from the selectionchange event.
  await pause(40);
  await leader.type("は試す");
  await says(member.field("きょうの要点"), ["治具は試す"]);
  await member.press("Control+z");
  await says(member.field("きょうの要点"), ["は試す"]);
  await member.press("Control+Shift+z");
  await says(leader.field("きょうの要点"), ["治具は試す"]);
  await leader.press("Control+z");
  await says(member.field("きょうの要点"), ["治具"]);
  await member.field("次回まで意識すること").focus();
  await member.type("待つ");
  await member.press("Control+z");
  await says(member.field("次回まで意識すること"), [""]);
  await says(member.field("きょうの要点"), ["治具"]);
  await done(member, leader);
});

test("what is pasted leaves its looks behind", async () => {
  const [member, leader] = await two();
  const field = member.field("きょうの要点");
  await field.focus();
  await field.evaluate((dom) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", "<h1>題</h1><ul><li><b>ひとつ</b></li></ul><table><tr><td>いつ</td><td>だれ</td></tr></table>");
    dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await says(field, ["題", "ひとつ", "いつ / だれ"]);
  assert.equal(await field.locator("strong, ul, h3").count(), 0);
  await done(member, leader);
});
