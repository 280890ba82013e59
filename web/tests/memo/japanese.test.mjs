/**
 * The Japanese suite: a conversion runs in one page while the other person
 * changes the text around it. Nothing may be damaged: the converted word is
 * there once and whole, no reading (か, かく …) is left over, and both pages
 * and the server end with the same text.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as Y from "yjs";
import { Person, eventually, openBrowser, pause } from "./browser.mjs";
import { ja } from "./labels.mjs";
import { ReferenceServer } from "./reference_server.mjs";

const READING = ["か", "かk", "かく", "かくn", "かくに", "かくにん", "確認"];
const WORD = "確認";

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

function paragraph(text) {
  const element = new Y.XmlElement("paragraph");
  if (text !== "") element.insert(0, [new Y.XmlText(text)]);
  return element;
}

function bullets(...texts) {
  const list = new Y.XmlElement("bullet_list");
  list.insert(0, texts.map((text) => {
    const item = new Y.XmlElement("list_item");
    item.insert(0, [paragraph(text)]);
    return item;
  }));
  return list;
}

const textOf = (fragment, block) => fragment.get(block).get(0);

const LINE = "今日は進め方を話します";
const two = () => [paragraph(LINE), paragraph("次の段落です")];

/**
 * content: what the memo holds; caret: [block, offset]; remote: what the other
 * person does in the middle; lines: what must stand there at the end.
 */
const CASES = [
  {
    name: "inserts earlier in the paragraph", content: two, caret: [0, 7],
    remote: (memo) => textOf(memo, 0).insert(0, "さて、"),
    lines: ["さて、今日は進め方を確認話します", "次の段落です"],
  },
  {
    name: "deletes one letter earlier in the paragraph", content: two, caret: [0, 7],
    remote: (memo) => textOf(memo, 0).delete(2, 1),
    lines: ["今日進め方を確認話します", "次の段落です"],
  },
  {
    name: "inserts later in the paragraph", content: two, caret: [0, 3],
    remote: (memo) => textOf(memo, 0).insert(LINE.length, "ね"),
    lines: ["今日は確認進め方を話しますね", "次の段落です"],
  },
  {
    name: "deletes the letters on both sides of the caret", content: two, caret: [0, 7],
    remote: (memo) => textOf(memo, 0).delete(6, 2),
    lines: ["今日は進め方確認します", "次の段落です"],
  },
  {
    name: "inserts exactly at the caret", content: two, caret: [0, 3],
    remote: (memo) => textOf(memo, 0).insert(3, "、"),
    oneOf: [["今日は確認、進め方を話します", "次の段落です"], ["今日は、確認進め方を話します", "次の段落です"]],
  },
  {
    name: "deletes the whole paragraph: the word stays as a line", content: two, caret: [0, 7],
    remote: (memo) => memo.delete(0, 1),
    oneOf: [["確認", "次の段落です"], ["次の段落です", "確認"]],
  },
  {
    name: "splits the paragraph before the caret", content: two, caret: [0, LINE.length],
    remote: (memo) => {
      textOf(memo, 0).delete(3, LINE.length - 3);
      memo.insert(1, [paragraph(LINE.slice(3))]);
    },
    lines: ["今日は確認", "進め方を話します", "次の段落です"],
  },
  {
    name: "splits the paragraph after the caret", content: two, caret: [0, 3],
    remote: (memo) => {
      textOf(memo, 0).delete(7, LINE.length - 7);
      memo.insert(1, [paragraph(LINE.slice(7))]);
    },
    lines: ["今日は確認進め方を", "話します", "次の段落です"],
  },
  {
    name: "makes the text around the caret bold", content: two, caret: [0, 5],
    remote: (memo) => textOf(memo, 0).format(2, 6, { strong: {} }),
    lines: ["今日は進め確認方を話します", "次の段落です"],
  },
  {
    name: "makes a heading of the paragraph", content: two, caret: [0, 7],
    remote: (memo) => {
      memo.delete(0, 1);
      const heading = new Y.XmlElement("heading");
      heading.setAttribute("level", 2);
      heading.insert(0, [new Y.XmlText(LINE)]);
      memo.insert(0, [heading]);
    },
    contains: LINE,
  },
  {
    name: "adds a list item before the one being written in", content: () => [bullets("ひとつ", "ふたつ")], caret: [1, 0],
    remote: (memo) => {
      const item = new Y.XmlElement("list_item");
      item.insert(0, [paragraph("あいだ")]);
      memo.get(0).insert(1, [item]);
    },
    lines: ["ひとつ", "あいだ", "確認ふたつ"],
  },
  {
    name: "writes a paragraph above, into an empty paragraph being started", content: () => [paragraph("上"), paragraph("")], caret: [1, 0],
    remote: (memo) => memo.insert(1, [paragraph("間")]),
    lines: ["上", "間", "確認"],
  },
  {
    name: "many letters during the whole conversion", content: two, caret: [0, 7], steady: true,
    remote: (memo) => textOf(memo, 0).insert(0, "あ"),
    lines: [`${"あ".repeat(READING.length)}今日は進め方を確認話します`, "次の段落です"],
  },
];

/** The other person says something beside the words around the caret. */
async function commentAround(reader, [block, offset]) {
  const [from, letters] = [Math.max(0, offset - 2), 4];
  await reader.caret(block, from);
  for (let step = 0; step < letters; step += 1) await reader.press("Shift+ArrowRight");
  await pause(40);
  await reader.press("Alt+c");
  await reader.page.getByRole("button", { name: ja.comment_nuance }).click();
  await eventually(() => server.comments.get(reader.document)?.length === 1, "said");
}

async function composeAgainst(writer, change, steady) {
  for (const [step, reading] of READING.entries()) {
    await writer.compose(reading);
    await pause(25);
    if (steady || step === 2) await change();
    await pause(25);
  }
  await writer.commit(WORD);
}

function undamaged(lines, { contains }) {
  const all = lines.join("\n");
  assert.equal(all.split(WORD).length, 2, `once and whole: ${all}`);
  assert.doesNotMatch(all, /か|く|に|k|n/, `no reading left over: ${all}`);
  if (contains !== undefined) assert.ok(all.includes(contains), all);
}

async function everywhereTheSame(writer, reader, name) {
  await eventually(async () => {
    const [mine, theirs] = [await writer.html(), await reader.html()];
    assert.equal(mine, theirs);
    return true;
  }, `the same in both pages (${name})`);
  await writer.saved();
  const blocks = server.xml(name).replace(/<[^>]+>/g, "");
  assert.equal(blocks, (await writer.lines()).join(""), "the server holds what the page shows");
}

describe("a conversion while the other person", () => {
  const runs = CASES.flatMap((scenario, index) => [{ scenario, index, commented: false }, { scenario, index, commented: true }]);
  for (const { scenario, index, commented } of runs) {
    test(`${scenario.name}${commented ? ", and says something beside the words" : ""}`, async () => {
      const doc = `japanese-${index}${commented ? "-commented" : ""}`;
      await server.change(doc, (memo) => memo.insert(0, scenario.content()));
      const beside = commented ? { comments: "1" } : {};
      const writer = await Person.open(browser, server, { doc, name: "佐藤", seat: "member", ...beside });
      const reader = await Person.open(browser, server, { doc, name: "田中", seat: "leader", ...beside });
      await writer.saved();
      await reader.saved();
      const empty = (await writer.lines())[scenario.caret[0]] === "";
      if (commented && !empty) {
        await commentAround(reader, scenario.caret);
        await eventually(() => writer.page.locator("mark.memo-passage").first().isVisible(), "marked");
      }
      await writer.caret(...scenario.caret);
      const change = async () => {
        await server.change(doc, scenario.remote);
        const [said] = server.comments.get(doc) ?? [];
        if (said !== undefined) server.comment(doc, { ...said, id: `again-${server.comments.get(doc).length}` });
      };
      await composeAgainst(writer, change, scenario.steady);
      await eventually(async () => (await writer.lines()).join().includes(WORD), "committed");
      await everywhereTheSame(writer, reader, doc);
      const lines = await writer.lines();
      if (scenario.lines !== undefined) assert.deepEqual(lines, scenario.lines);
      if (scenario.oneOf !== undefined) {
        assert.ok(scenario.oneOf.some((one) => JSON.stringify(one) === JSON.stringify(lines)), JSON.stringify(lines));
      }
      undamaged(lines, scenario);
      assert.deepEqual(await writer.noticed("errors"), []);
      await writer.close();
      await reader.close();
    });
  }

  test("converts too, in the same paragraph", async () => {
    const doc = "japanese-both";
    await server.change(doc, (memo) => memo.insert(0, two()));
    const writer = await Person.open(browser, server, { doc, name: "佐藤", seat: "member" });
    const other = await Person.open(browser, server, { doc, name: "田中", seat: "leader" });
    await writer.saved();
    await other.saved();
    await writer.caret(0, 3);
    await other.caret(0, 7);
    const theirs = ["そ", "そう", "そうだ", "そうだn", "そうだん", "相談"];
    for (const [step, reading] of READING.entries()) {
      await writer.compose(reading);
      await pause(20);
      if (theirs[step] !== undefined) await other.compose(theirs[step]);
      await pause(20);
    }
    assert.match(await other.page.locator(".presence").innerText(), /佐藤[\s\S]*入力中/);
    await other.commit("相談");
    await pause(30);
    await writer.commit(WORD);
    await eventually(async () => (await writer.lines())[0] === "今日は確認進め方を相談話します", "both words");
    await everywhereTheSame(writer, other, doc);
    await writer.close();
    await other.close();
  });

  test("a cancelled conversion leaves nothing", async () => {
    const doc = "japanese-cancelled";
    await server.change(doc, (memo) => memo.insert(0, two()));
    const writer = await Person.open(browser, server, { doc });
    await writer.saved();
    await writer.caret(0, 3);
    await writer.compose("か");
    await server.change(doc, (memo) => textOf(memo, 0).insert(0, "さて、"));
    await writer.compose("かく");
    await writer.compose("");
    await writer.saved();
    await eventually(async () => (await writer.lines())[0] === `さて、${LINE}`, "only the other person's words");
    await writer.close();
  });

  test("two conversions one after the other without a pause", async () => {
    const doc = "japanese-twice";
    await server.change(doc, (memo) => memo.insert(0, two()));
    const writer = await Person.open(browser, server, { doc });
    await writer.saved();
    await writer.caret(0, 7);
    for (const word of [WORD, "相談"]) {
      await writer.compose("か");
      await server.change(doc, (memo) => textOf(memo, 0).delete(0, 1));
      await writer.compose("かく");
      await writer.commit(word);
    }
    await writer.saved();
    await eventually(async () => (await writer.lines())[0] === "は進め方を確認相談話します", "both words, both deletions");
    await writer.close();
  });

  test("changes nothing on the page until the conversion is over, then all of it", async () => {
    const doc = "japanese-held";
    await server.change(doc, (memo) => memo.insert(0, two()));
    const writer = await Person.open(browser, server, { doc });
    await writer.saved();
    await writer.caret(0, 3);
    await writer.compose("か");
    await server.change(doc, (memo) => memo.insert(0, [paragraph("上に一行")]));
    await pause(300);
    assert.equal((await writer.lines())[0], "今日はか進め方を話します");
    assert.doesNotMatch(server.xml(doc), /か/, "half-converted letters stay at home");
    assert.equal(await writer.state(), "saving");
    await writer.commit(WORD);
    await eventually(async () => (await writer.lines())[0] === "上に一行", "let through");
    await writer.close();
  });

  test("does not act on the Enter that commits, nor right after it", async () => {
    const doc = "japanese-enter";
    await server.change(doc, (memo) => memo.insert(0, [bullets("ひとつ")]));
    const writer = await Person.open(browser, server, { doc });
    await writer.saved();
    await writer.caret(0, 3);
    await writer.compose("か");
    await writer.devtools.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229,
    });
    await writer.commit(WORD);
    await writer.press("Enter");
    await pause(150);
    assert.deepEqual(await writer.lines(), ["ひとつ確認"]);
    await writer.press("Enter");
    await eventually(async () => (await writer.lines()).length === 2, "a later Enter splits");
    await writer.close();
  });
});
