/** One person at the editor: keys, buttons, pasting, promises, accessibility, size. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Person, eventually, openBrowser, pause } from "./browser.mjs";
import { ja, labelKeys } from "./labels.mjs";
import { ReferenceServer } from "./reference_server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BUDGET = 130 * 1024;

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
/** A fresh memo with the caret in its empty first line. */
async function writer(more = {}, options = {}) {
  count += 1;
  const context = await browser.newContext({ viewport: { width: 900, height: 800 }, ...options });
  const person = await Person.open(browser, server, { doc: `editing-${count}`, ...more }, context);
  await person.saved();
  await person.text.focus();
  return person;
}

const tool = (person, label) => person.page.locator(`.toolbar [data-tool="${label}"]`);

/** The text as tags without attributes, the way the schema sees it. */
async function shape(person) {
  const html = await person.html();
  return html
    .replace(/<div class="memo-check" data-check="(\w+)">.*?<div class="memo-check-text">(.*?)<\/div><\/div>/g, "<check $1>$2</check>")
    .replace(/<(h\d|p|ul|ol|li|a|blockquote|hr|s|em|strong|code)\b[^>]*?( href="[^"]*")?[^>]*>/g, (_, tag, href = "") => `<${tag}${href}>`);
}

async function becomes(person, expected) {
  await eventually(async () => {
    assert.equal(await shape(person), expected);
    return true;
  }, expected, 3000);
}

async function done(person) {
  await person.fine();
  await person.close();
}

describe("typing", () => {
  const SHORTCUTS = [
    ["# 見出し", "<h3>見出し</h3>"],
    ["＃　見出し", "<h3>見出し</h3>"],
    ["### 小見出し", "<h4>小見出し</h4>"],
    ["- ひとつ", "<ul><li><p>ひとつ</p></li></ul>"],
    ["・　ひとつ", "<ul><li><p>ひとつ</p></li></ul>"],
    ["1. ひとつ", "<ol><li><p>ひとつ</p></li></ol>"],
    ["１．　ひとつ", "<ol><li><p>ひとつ</p></li></ol>"],
    ["[] やる", "<check false>やる</check>"],
    ["[x] やった", "<check true>やった</check>"],
    ["- [ ] やる", "<check false>やる</check>"],
    ["> いわく", "<blockquote><p>いわく</p></blockquote>"],
    ["---あと", "<hr><p>あと</p>"],
    ["とても**大事**です", "<p>とても<strong>大事</strong>です</p>"],
    ["これは~~なし~~です", "<p>これは<s>なし</s>です</p>"],
    ["これは`値`です", "<p>これは<code>値</code>です</p>"],
    ["2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>"],
    ["https://example.jp/a を見る", '<p><a href="https://example.jp/a">https://example.jp/a</a> を見る</p>'],
  ];
  for (const [typed, expected] of SHORTCUTS) {
    test(`${typed} becomes ${expected}`, async () => {
      const person = await writer();
      await person.type(typed);
      await becomes(person, expected);
      await done(person);
    });
  }

  test("a shortcut is taken back by Backspace", async () => {
    const person = await writer();
    await person.type("- ");
    await becomes(person, "<ul><li><p></p></li></ul>");
    await person.press("Backspace");
    await becomes(person, "<p>- </p>");
    await done(person);
  });

  test("what the input method writes is no shortcut", async () => {
    const person = await writer();
    await person.compose("＃");
    await person.compose("＃　");
    await person.commit("＃　");
    await pause(200);
    await becomes(person, "<p>＃　</p>");
    await done(person);
  });

  test("Enter, Tab and Shift+Tab work in lists; Tab leaves where it would change nothing", async () => {
    const person = await writer();
    await person.type("- いち");
    await person.press("Enter");
    await person.type("に");
    await person.press("Tab");
    await becomes(person, "<ul><li><p>いち</p><ul><li><p>に</p></li></ul></li></ul>");
    await person.press("Shift+Tab");
    await becomes(person, "<ul><li><p>いち</p></li><li><p>に</p></li></ul>");
    await person.press("Enter");
    await person.press("Enter");
    await person.type("外");
    await becomes(person, "<ul><li><p>いち</p></li><li><p>に</p></li></ul><p>外</p>");
    await person.press("Tab");
    assert.equal(await person.text.evaluate((dom) => dom === document.activeElement), false, "no keyboard trap");
    await done(person);
  });

  test("bold, italic and line break by key", async () => {
    const person = await writer();
    await person.press("Control+b");
    await person.type("太");
    await person.press("Control+b");
    await person.press("Control+i");
    await person.type("斜");
    await person.press("Shift+Enter");
    await person.press("Control+i");
    await person.type("次");
    await becomes(person, "<p><strong>太</strong><em>斜</em><br>次</p>");
    await done(person);
  });

  test("emoji, 𠮷, right-to-left and control characters arrive as they are", async () => {
    const person = await writer();
    const text = "𠮷野家👨‍👩‍👧‍👦 שלום \u202eabc";
    await person.page.keyboard.insertText(text);
    await person.saved();
    assert.equal((await person.lines())[0], text);
    assert.ok(server.xml(person.document).includes(text));
    await done(person);
  });
});

describe("a check item", () => {
  test("is made by a button, continued by Enter, ended by Enter in an empty one", async () => {
    const person = await writer();
    await tool(person, "tool_check").click();
    await person.type("資料を送る");
    await person.press("Enter");
    await person.type("日を決める");
    await person.press("Enter");
    await person.press("Enter");
    await person.type("ほか");
    await becomes(person, "<check false>資料を送る</check><check false>日を決める</check><p>ほか</p>");
    await done(person);
  });

  test("is ticked by a tap and by Ctrl+Enter, and the other person sees it", async () => {
    const person = await writer();
    await person.type("[] 資料を送る");
    const other = await Person.open(browser, server, { doc: person.document, name: "田中", seat: "leader" });
    await other.saved();
    await person.page.locator(".memo-check-box").click();
    await eventually(async () => (await shape(other)) === "<check true>資料を送る</check>", "ticked for both");
    assert.equal(await other.page.locator(".memo-check-box input").isChecked(), true);
    assert.match(server.xml(person.document), /<check_item checked="true">/);
    await person.caret(0, 2);
    await person.press("Control+Enter");
    await eventually(async () => (await shape(other)) === "<check false>資料を送る</check>", "unticked for both");
    await other.close();
    await done(person);
  });

  test("cannot be ticked by who may only read", async () => {
    const person = await writer();
    await person.type("[] 資料を送る");
    await person.saved();
    const reader = await Person.open(browser, server, { doc: person.document, readonly: "1" });
    await eventually(async () => (await reader.lines()).length === 1, "loaded");
    await reader.page.locator(".memo-check-box").click();
    assert.equal(await reader.page.locator(".memo-check-box input").isChecked(), false);
    await reader.close();
    await done(person);
  });
});

describe("pasting", () => {
  const PASTES = {
    "a list from Word": [
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0mm;font-size:10.5pt;} --></style><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml></head>
<body lang=JA><!--StartFragment--><p class=MsoNormal style='margin:0mm'><b><span style='font-size:14.0pt;color:red'>進め方</span></b><o:p></o:p></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>ひとつ目<o:p></o:p></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l&nbsp;</span>ふたつ目<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.&nbsp;</span>順番<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`,
      "<p><strong>進め方</strong></p><ul><li><p>ひとつ目</p></li><li><p>ふたつ目</p></li></ul><ol><li><p>順番</p></li></ol>",
    ],
    "cells from Excel": [
      `<html><head><style>td{mso-style-parent:style0;}</style></head><body link="#0563C1"><table border=0 style='border-collapse:collapse'>
<!--StartFragment--><col width=72><tr height=24><td class=xl65>いつ</td><td>だれ</td></tr><tr><td>&nbsp;</td><td></td></tr><tr><td>12月</td><td>佐藤&nbsp;恵</td></tr><!--EndFragment--></table></body></html>`,
      "<p>いつ / だれ</p><p>12月 / 佐藤 恵</p>",
    ],
    // Headings, emphasis and conditional comments as in Microsoft's "Microsoft Office HTML and XML Reference"
    // (learn.microsoft.com/previous-versions/office/developer/office-2000/aa155477): mso-* styles, o: elements.
    "a page from Word": [
      `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- @font-face {font-family:"游明朝";} p.MsoNormal {mso-style-unhide:no;} --></style></head>
<body lang=JA style='tab-interval:42.0pt;word-wrap:break-word'><!--StartFragment-->
<h1><span style='font-family:"游ゴシック Light",sans-serif'>振り返り<span lang=EN-US><o:p></o:p></span></span></h1>
<p class=MsoNormal><span style='mso-fareast-font-family:"游明朝"'>今月は<b style='mso-bidi-font-weight:normal'>二つ</b>試した<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><s>古い案</s><span style='mso-spacerun:yes'>&nbsp; </span><i>新しい案</i></p>
<p class=MsoNormal><!--[if supportFields]><span style='mso-element:field-begin'></span><![endif]--><a href="https://example.jp/a"><span class=MsoHyperlink>資料</span></a></p>
<!--EndFragment--></body></html>`,
      '<h3>振り返り</h3><p>今月は<strong>二つ</strong>試した</p><p><s>古い案</s> <em>新しい案</em></p><p><a href="https://example.jp/a">資料</a></p>',
    ],
    // As the "HTML Clipboard Format" of Windows (learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format)
    // hands on what Excel writes: the table around the fragment, x: attributes, a column per cell.
    "a merged table from Excel": [
      `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet><style><!--table {mso-displayed-decimal-separator:"\.";} .xl66 {mso-number-format:"yyyy\/m\/d";} --></style></head>
<body link="#0563C1" vlink="#954F72"><table border=0 cellpadding=0 cellspacing=0 width=216 style='border-collapse:collapse;width:162pt'><!--StartFragment--><col width=72 span=3 style='width:54pt'>
<tr height=25 style='height:18.75pt'><td colspan=2 height=25 class=xl65 style='height:18.75pt'>残業</td><td x:num>12</td></tr>
<tr height=25><td height=25 class=xl66 align=right>2026/11/2</td><td>検査<br>台</td><td x:num="3.5" align=right>3.5</td></tr><!--EndFragment--></table></body></html>`,
      "<p>残業 / 12</p><p>2026/11/2 / 検査 台 / 3.5</p>",
    ],
    // Messages in the shape of the Graph API's chatMessage body
    // (learn.microsoft.com/graph/api/resources/chatmessage): at, emoji and attachment elements.
    "a thread from Teams": [
      `<div><div><at id="0">高瀬 蓮</at>&nbsp;さん、<emoji id="like" alt="👍" title="いいね"></emoji><strong>来週</strong>でお願いします</div><ul><li>見積もりを二つ</li><li>予算を確かめる</li></ul><blockquote itemtype="http://schema.skype.com/Reply"><p itemprop="preview">前の話</p></blockquote><attachment id="1"></attachment></div>`,
      "<p>高瀬 蓮 さん、👍<strong>来週</strong>でお願いします</p><ul><li><p>見積もりを二つ</p></li><li><p>予算を確かめる</p></li></ul><blockquote><p>前の話</p></blockquote>",
    ],
    "a message from Teams": [
      `<div itemprop="copy-paste-block"><p>了解です&nbsp;<img alt="👍" itemtype="http://schema.skype.com/Emoji" src="https://statics.teams.cdn.office.net/x.png" style="width:20px"></p><p>&nbsp;</p><p><span style="font-size:inherit">では<a href="https://example.jp/x" title="x">ここ</a>で</span></p></div>`,
      '<p>了解です 👍</p><p>では<a href="https://example.jp/x">ここ</a>で</p>',
    ],
    "something hostile": [
      `<p onclick="alert(1)">あ<script>alert(1)</script><a href="javascript:alert(1)">い</a><img src=x onerror="alert(1)"><iframe src="//evil"></iframe></p><style>p{display:none}</style><form><input value="う"></form>`,
      "<p>あい</p>",
    ],
    "a to-do list from the web": [
      `<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" checked disabled> できた</li><li class="task-list-item"><input type="checkbox" disabled> まだ</li></ul>`,
      "<check true>できた</check><check false>まだ</check>",
    ],
    "Google Docs": [
      `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">題</span></h2><p dir="ltr"><span style="font-weight:700">太い</span><span style="font-style:italic">斜め</span>ふつう</p></b>`,
      "<h3>題</h3><p><strong>太い</strong><em>斜め</em>ふつう</p>",
    ],
  };
  for (const [name, [html, expected]] of Object.entries(PASTES)) {
    test(`${name} leaves only what a memo knows`, async () => {
      const person = await writer();
      await person.paste(html);
      await becomes(person, expected);
      await done(person);
    });
  }

  test("plain text keeps its lines", async () => {
    const person = await writer();
    await person.paste("", "いち\r\nに\n\nさん");
    await becomes(person, "<p>いち</p><p>に</p><p>さん</p>");
    await done(person);
  });

  test("what was copied from a memo comes back as it was", async () => {
    const person = await writer();
    await person.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await person.type("### 小見出し");
    await person.press("Enter");
    await person.type("[x] やった");
    const before = await shape(person);
    await person.press("Control+a");
    await person.press("Control+c");
    assert.equal(await person.page.evaluate(() => navigator.clipboard.readText()), "小見出し\n☑ やった");
    await person.press("Delete");
    await person.press("Control+v");
    await becomes(person, before);
    await done(person);
  });

  for (const kind of ["text/plain", "text/html"]) {
    test(`50 MB of ${kind} are refused unread, and one writes on`, async () => {
      const person = await writer();
      await person.type("まえ");
      const read = await person.text.evaluate((dom, type) => {
        let read = 0;
        const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
        const counting = { ...markup, set(text) { read += text.length; markup.set.call(this, text); } };
        Object.defineProperty(Element.prototype, "innerHTML", counting);
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, "<p>a</p>".repeat(50 * 1024 * 1024 / 8));
        dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        Object.defineProperty(Element.prototype, "innerHTML", markup);
        return read;
      }, kind);
      assert.ok(read < 1_000_000, `${read} characters were read as markup`);
      await eventually(async () => (await person.notice().innerText()).includes("長すぎる"), "said");
      await person.type("あと");
      await becomes(person, "<p>まえあと</p>");
      await person.saved();
      await done(person);
    });
  }

  test("the refusal is still there when what was typed before it is stored", async () => {
    const person = await writer();
    await person.context.setOffline(true);
    await eventually(async () => (await person.state()) === "offline", "offline");
    await person.type("まえ");
    await person.paste("", "あ".repeat(60_000));
    await eventually(async () => (await person.notice().innerText()).includes("長すぎる"), "said");
    await person.context.setOffline(false);
    await person.saved();
    assert.ok((await person.notice().innerText()).includes("長すぎる"));
    await done(person);
  });

  test("a novel is refused, with a word", async () => {
    const person = await writer();
    await person.paste("", "あ".repeat(1_000_000));
    await eventually(async () => (await person.notice().innerText()).includes("長すぎる"), "said");
    await becomes(person, "<p></p>");
    await done(person);
  });
});

describe("the toolbar", () => {
  test("is one tab stop with arrow keys; Alt+F10 goes there, Escape comes back", async () => {
    const person = await writer();
    const focused = () => person.page.evaluate(() => document.activeElement?.dataset?.tool ?? document.activeElement?.className);
    await person.press("Alt+F10");
    assert.equal(await focused(), "tool_promise");
    await person.press("ArrowRight");
    assert.equal(await focused(), "tool_check");
    await person.press("End");
    assert.equal(await focused(), "tool_redo");
    await person.press("ArrowRight");
    assert.equal(await focused(), "tool_promise");
    await person.press("ArrowLeft");
    assert.equal(await focused(), "tool_redo");
    assert.equal(await person.page.locator(".toolbar [tabindex='0']").count(), 1);
    await person.press("Escape");
    assert.match(await focused(), /ProseMirror/);
    await person.press("Alt+F10");
    assert.equal(await focused(), "tool_redo", "remembers its place");
    await done(person);
  });

  test("shows what is on, in words for every tool", async () => {
    const person = await writer();
    await person.type("あ");
    await tool(person, "tool_heading").click();
    await becomes(person, "<h3>あ</h3>");
    assert.equal(await tool(person, "tool_heading").getAttribute("aria-pressed"), "true");
    assert.equal(await tool(person, "tool_bullets").getAttribute("aria-pressed"), "false");
    await tool(person, "tool_heading").click();
    await becomes(person, "<p>あ</p>");
    for (const button of await person.page.locator(".toolbar button").all()) {
      assert.notEqual((await button.innerText()).trim(), "");
      assert.ok(await button.getAttribute("title"));
    }
    await done(person);
  });

  test("every switch goes on and off again", async () => {
    const person = await writer();
    await person.type("あ");
    for (const label of ["tool_check", "tool_bullets", "tool_numbers", "tool_heading", "tool_subheading", "tool_quote"]) {
      await tool(person, label).click();
      assert.notEqual(await shape(person), "<p>あ</p>", label);
      await tool(person, label).click();
      await becomes(person, "<p>あ</p>");
    }
    await done(person);
  });

  test("sets, changes and removes a link; refuses what is none", async () => {
    const person = await writer();
    await person.type("ここ");
    await person.press("Shift+Home");
    // ProseMirror reads the selection from the selectionchange event.
    await pause(40);
    await person.press("Control+k");
    const field = person.page.locator(".memo-link-form input");
    await field.fill("javascript:alert(1)");
    await field.press("Enter");
    await eventually(async () => (await person.page.locator(".memo-link-form").innerText()).includes("mailto"), "refused");
    await field.fill("example.jp/a");
    await field.press("Enter");
    await becomes(person, '<p><a href="https://example.jp/a">ここ</a></p>');
    await person.caret(0, 1);
    await tool(person, "tool_link").click();
    assert.equal(await field.inputValue(), "https://example.jp/a");
    await person.page.getByRole("button", { name: "リンクを外す" }).click();
    await becomes(person, "<p>ここ</p>");
    await done(person);
  });
});

describe("a promise", () => {
  test("is made of the line the cursor is in, by key and by button", async () => {
    const person = await writer();
    await person.type("ひとつ目");
    await person.press("Enter");
    await person.type("来週までに");
    await person.press("Shift+Enter");
    await person.type("資料を送る ");
    await person.press("Alt+p");
    await person.press("ArrowUp");
    await person.press("ArrowUp");
    await tool(person, "tool_promise").click();
    assert.deepEqual(await person.noticed("promises"), [
      { text: "資料を送る", document: "shared" },
      { text: "ひとつ目", document: "shared" },
    ]);
    await done(person);
  });

  test("is not made of an empty line, and it says so", async () => {
    const person = await writer();
    await person.press("Alt+p");
    await eventually(async () => (await person.notice().innerText()).includes(ja.promise_empty), "said");
    assert.deepEqual(await person.noticed("promises"), []);
    await done(person);
  });
});

describe("everybody can use it", () => {
  const VIEWS = [
    ["wide, light", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
    ["wide, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ["phone, light", { viewport: { width: 375, height: 740 }, colorScheme: "light", hasTouch: true, isMobile: true }],
    ["phone, dark", { viewport: { width: 375, height: 740 }, colorScheme: "dark", hasTouch: true, isMobile: true }],
  ];
  for (const [name, options] of VIEWS) {
    test(`axe finds nothing: ${name}`, async () => {
      const person = await writer({ both: "1" }, options);
      const other = await Person.open(browser, server, { doc: person.document, name: "田中", seat: "leader" });
      await other.saved();
      await other.caret(0, 0);
      await other.type("# 題\n本文**太字**と`値`\n- ひとつ\n\n[x] できた\nまだ\n\n> いわく");
      await eventually(async () => (await person.lines()).length >= 6, "filled");
      await person.press("Control+k");
      await person.page.evaluate(AXE);
      const { violations } = await person.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
      await other.close();
      await done(person);
    });
  }

  test("axe finds nothing while it is refused", async () => {
    const person = await Person.open(browser, server, { doc: "axe-refused", token: "refuse" });
    await eventually(async () => (await person.notice().innerText()).includes("書き込めません"), "said");
    await person.page.evaluate(AXE);
    const { violations } = await person.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    await person.close();
  });

  for (const zoom of [100, 150]) {
    test(`on a phone all tools are 44 px and whole, at ${zoom} % text too; the rest unfolds`, async () => {
      const person = await writer({ comments: "1", wishes: "1" }, VIEWS[2][1]);
      await person.page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; }, zoom);
      await person.type("[] やる");
      const whole = async () => {
        const shown = person.page.locator(".toolbar button:visible, .memo-check-box");
        for (const target of await shown.all()) {
          const box = await target.boundingBox();
          const fits = box.height >= 44 && box.width >= 44 && box.x >= 0 && box.x + box.width <= 375;
          assert.ok(fits, `${await target.innerText()} ${JSON.stringify(box)}`);
        }
        return person.page.locator(".toolbar button:visible").count();
      };
      const focused = () => person.page.evaluate(() => document.activeElement?.textContent);
      const often = await whole();
      assert.ok(often <= 8, `${often} tools before the rest`);
      await person.press("Alt+F10");
      await person.press("End");
      assert.equal(await focused(), ja.tool_more, "the keys know what is shown");
      await person.press("Enter");
      assert.equal(await person.page.locator(".toolbar .more").getAttribute("aria-expanded"), "true");
      assert.equal(await whole(), 18);
      await person.press("End");
      assert.equal(await focused(), ja.tool_redo);
      await person.press("Home");
      await person.press("ArrowLeft");
      assert.equal(await focused(), ja.tool_redo);
      await tool(person, "tool_heading").click();
      await becomes(person, "<h3>やる</h3>");
      for (const part of [".presence", ".save-state", ".memo > header h2"]) {
        const box = await person.page.locator(part).first().boundingBox();
        assert.ok(box.width > 0 && box.x + box.width <= 375, `${part} ${JSON.stringify(box)}`);
      }
      const wider = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, "the page does not scroll sideways");
      await done(person);
    });
  }

  test("is a labelled text box that says its state and its keys", async () => {
    const person = await writer();
    const described = await person.text.evaluate((dom) => ({
      role: dom.getAttribute("role"),
      multiline: dom.getAttribute("aria-multiline"),
      label: dom.getAttribute("aria-label"),
      words: dom.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent),
    }));
    assert.deepEqual(described, {
      role: "textbox", multiline: "true", label: "共有メモ", words: ["保存済み", ja.keyboard_help],
    });
    assert.ok(await person.page.locator(".save-state [aria-live=polite]").count() > 0);
    await done(person);
  });
});

test("every label of the contract is used by the test's own catalogue, and none besides", () => {
  assert.deepEqual(Object.keys(ja).sort(), [...labelKeys].sort());
});

test("editor, Yjs, provider and bridge fit the budget, in a chunk of their own", (context) => {
  const scripts = [...server.files].filter(([path]) => path.endsWith(".js"));
  const chunks = scripts.filter(([path]) => path.includes("chunk-") || path.includes("index-"));
  assert.ok(chunks.length >= 1, scripts.map(([path]) => path).join());
  const size = scripts.reduce((sum, [, text]) => sum + gzipSync(text, { level: 9 }).length, 0);
  context.diagnostic(`${size} of ${BUDGET} bytes gzip`);
  assert.ok(size <= BUDGET, `${size} of ${BUDGET} bytes`);
  for (const [path, text] of scripts) assert.doesNotMatch(text, /\beval\(|new Function\(/, path);
});
