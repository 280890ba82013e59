/** Two people, one memo, and everything the network and the server can do to them. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as Y from "yjs";
import { Person, eventually, openBrowser, pause } from "./browser.mjs";
import { ReferenceServer } from "./reference_server.mjs";
import { Way } from "./way.mjs";

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

const member = (doc, more = {}, context, prepare) =>
  Person.open(browser, server, { doc, name: "佐藤", seat: "member", ...more }, context, prepare);
const leader = (doc, more = {}) => Person.open(browser, server, { doc, name: "田中", seat: "leader", ...more });

function paragraph(text) {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

const prepared = (doc, ...texts) => server.change(doc, (memo) => memo.insert(0, texts.map(paragraph)));

async function pair(doc) {
  const people = [await member(doc), await leader(doc)];
  for (const person of people) await person.saved();
  return people;
}

async function same(one, other) {
  await eventually(async () => {
    const [mine, theirs] = [await one.html(), await other.html()];
    assert.equal(mine, theirs);
    return true;
  }, "both pages show the same");
}

const close = (...people) => Promise.all(people.map((person) => person.close()));
const storedUpdates = (person) => person.page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("aizuchi-memo");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction("updates").objectStore("updates").count();
    counting.onsuccess = () => {
      opening.result.close();
      resolve(counting.result);
    };
  };
}));

describe("two people", () => {
  test("typing at the same time end with the same text, nothing lost", async () => {
    await prepared("both-type", "前|後");
    const [one, other] = await pair("both-type");
    await one.caret(0, 1);
    await other.caret(0, 2);
    await Promise.all([one.type("abcdefghijklmnopqrstuvwxyz", 15), other.type("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 18)]);
    await same(one, other);
    const [line] = await one.lines();
    assert.equal(line, "前abcdefghijklmnopqrstuvwxyz|ABCDEFGHIJKLMNOPQRSTUVWXYZ後");
    await one.fine();
    await close(one, other);
  });

  test("splitting and joining the same paragraph still end with the same text", async () => {
    await prepared("both-edit", "いちにさんしごろくななはち", "次");
    const [one, other] = await pair("both-edit");
    await one.caret(0, 4);
    await other.caret(0, 9);
    await Promise.all([
      (async () => {
        for (let i = 0; i < 8; i += 1) await one.press(i % 2 === 0 ? "Enter" : "Backspace");
        await one.type("左");
      })(),
      (async () => {
        for (let i = 0; i < 6; i += 1) await other.press(i % 2 === 0 ? "Enter" : "Delete");
        await other.type("右");
      })(),
    ]);
    await same(one, other);
    const all = (await one.lines()).join("");
    for (const letter of ["左", "右"]) assert.equal(all.split(letter).length, 2, `${letter} once in ${all}`);
    await one.fine();
    await other.fine();
    await close(one, other);
  });

  test("undo takes back one's own edits only", async () => {
    await prepared("undo", "もと");
    const [one, other] = await pair("undo");
    await one.caret(0, 2);
    await one.type("わたし");
    await eventually(async () => (await other.lines())[0] === "もとわたし", "seen");
    await other.caret(0, 0);
    await other.type("あなた");
    await eventually(async () => (await one.lines())[0] === "あなたもとわたし", "seen");
    await one.press("Control+z");
    await eventually(async () => (await one.lines())[0] === "あなたもと", "own edit taken back");
    await one.press("Control+z");
    await pause(100);
    assert.equal((await one.lines())[0], "あなたもと", "the other person's stays");
    await one.press("Control+Shift+z");
    await eventually(async () => (await other.lines())[0] === "あなたもとわたし", "redone for both");
    await close(one, other);
  });

  test("undo takes back one's own edits only, also in a line that the other changed since", async () => {
    const [first, second] = await pair("undo-line");
    await first.caret(0, 0);
    await first.type("目標を立てる");
    await eventually(async () => (await second.lines())[0] === "目標を立てる", "seen");
    await second.caret(0, 3);
    await second.type("一緒に");
    await second.caret(0, 0);
    await second.press("Delete");
    await eventually(async () => (await first.lines())[0] === "標を一緒に立てる", "seen");
    await first.press("Control+z");
    await eventually(async () => (await first.lines())[0] === "一緒に", "only one's own is gone");
    await first.press("Control+Shift+z");
    await eventually(async () => (await second.lines())[0].includes("一緒に"), "never the other's");
    await second.press("Control+z");
    await second.press("Control+z");
    await eventually(async () => !(await first.lines())[0].includes("一緒に"), "the other takes back theirs");
    await first.close();
    await second.close();
  });

  test("three pages at once, one of them a phone, end with the same text", async () => {
    const [first, second] = await pair("three");
    const third = await Person.open(browser, server, { doc: "three", name: "田中", seat: "leader" },
      await browser.newContext({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }));
    await third.saved();
    const all = [first, second, third];
    for (const person of all) await person.caret(0, 0);
    await Promise.all(all.map((person, index) => person.type("あいう"[index].repeat(20), 15)));
    await eventually(async () => {
      const texts = await Promise.all(all.map(async (person) => (await person.lines()).join("|")));
      assert.equal(new Set(texts).size, 1, texts.join(" / "));
      for (const letter of "あいう") assert.equal(texts[0].split(letter).length - 1, 20);
      return true;
    }, "the same everywhere");
    for (const person of all) await person.close();
  });

  test("see each other: names, seats, caret, typing, leaving", async () => {
    await prepared("presence", "ここに書きます");
    const [one, other] = await pair("presence");
    const people = one.page.locator(".presence");
    await eventually(async () => /■\s*田中\s*上司/.test((await people.innerText()).replace(/\n/g, " ")), "name, shape, seat");
    await other.caret(0, 3);
    await other.type("!");
    await eventually(async () => (await people.innerText()).includes("書いています"), "typing");
    const flag = one.page.locator(".memo-caret-leader");
    await eventually(async () => (await flag.innerText()) === "田中", "caret with a name");
    const caretLeft = (await flag.boundingBox()).x;
    await other.type("ここへ");
    await eventually(async () => (await flag.boundingBox()).x > caretLeft + 20, "the caret moves along");
    await other.press("Shift+Home");
    await eventually(async () => (await one.page.locator(".memo-selection-leader").count()) > 0, "selection drawn");
    assert.equal(await one.text.locator(".memo-caret, .memo-selection").count(), 0, "nothing is put into the text");
    await close(other);
    await eventually(async () => (await people.innerText()).includes("いまはあなただけです"), "gone");
    assert.equal(await flag.count(), 0);
    await close(one);
  });

  test("hear of each other's edits politely, in batches", async () => {
    await prepared("announced", "もと");
    const [one, other] = await pair("announced");
    await other.caret(0, 2);
    const region = one.page.locator(".memo > [role=status]");
    await other.type("あいうえお", 30);
    await eventually(async () => (await one.lines())[0] === "もとあいうえお", "arrived");
    assert.doesNotMatch(await region.innerText(), /書きました/, "not at once");
    await eventually(async () => (await region.innerText()).includes("田中さんがメモを書きました。"), "told", 7000);
    assert.equal((await region.innerText()).split("書きました").length, 2, "told once");
    await close(one, other);
  });

  test("do not see each other's private notes", async () => {
    const one = await member("private", { both: "1" });
    await one.saved();
    assert.equal(await one.page.locator(".memo").count(), 2);
    await one.page.locator(".memo.private .ProseMirror").focus();
    await one.type("じぶん");
    await eventually(() => server.xml("private-private").includes("じぶん"), "kept in its own document");
    assert.equal(server.xml("private"), "");
    assert.equal(await one.page.locator(".memo.private .presence").count(), 0);
    await one.fine();
    await close(one);
  });
});

describe("the network", () => {
  test("goes away: both go on writing, and it merges when it is back", async () => {
    await prepared("offline", "もと");
    const [one, other] = await pair("offline");
    await one.context.setOffline(true);
    await eventually(async () => (await one.state()) === "offline", "said");
    await one.caret(0, 2);
    await one.type("わたし");
    await eventually(async () => (await one.page.locator(".save-state").innerText()).includes("この端末に取ってあります"), "kept");
    await other.caret(0, 0);
    await other.type("あなた");
    await other.saved();
    assert.equal((await one.lines())[0], "もとわたし");
    await one.context.setOffline(false);
    await same(one, other);
    assert.equal((await one.lines())[0], "あなたもとわたし");
    await one.saved();
    await one.fine();
    await close(one, other);
  });

  test("loses the server, which comes back: reconnects by itself, nothing lost", async () => {
    await prepared("restart", "もと");
    const [one, other] = await pair("restart");
    await server.stop();
    await eventually(async () => (await one.state()) === "offline", "said");
    await one.caret(0, 2);
    await one.type("わたし");
    await other.caret(0, 0);
    await other.type("あなた");
    await server.start();
    await eventually(async () => (await one.lines())[0] === "あなたもとわたし", "merged", 15000);
    await same(one, other);
    await one.saved();
    await other.saved();
    await close(one, other);
  });

  test("holds a frozen server: what is typed goes to another one within seconds", async () => {
    await prepared("frozen", "もと");
    const way = await Way.to(server.port);
    const one = await Person.open(browser, { url: (query) => server.url(query).replace(`:${server.port}`, `:${way.port}`) },
      { doc: "frozen", name: "佐藤", seat: "member" });
    await one.saved();
    way.freeze();
    await one.caret(0, 2);
    await one.type("わたし");
    await eventually(() => /もとわたし/.test(server.xml("frozen")), "typed elsewhere", 40_000);
    await one.saved();
    await one.fine();
    await close(one);
    await way.close();
  });

  test("is slow to save: whoever answers is not given up", async () => {
    await prepared("slow", "もと");
    const way = await Way.to(server.port);
    const one = await Person.open(browser, { url: (query) => server.url(query).replace(`:${server.port}`, `:${way.port}`) },
      { doc: "slow", name: "佐藤", seat: "member" });
    await one.saved();
    const before = way.count;
    let open;
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await one.caret(0, 2);
    await one.type("わたし");
    await pause(12_000);
    assert.equal(way.count, before, "the same connection");
    open();
    await one.saved();
    await one.fine();
    await close(one);
    await way.close();
  });

  test("says saved only once the server has confirmed everything", async () => {
    await prepared("confirmed", "もと");
    const one = await member("confirmed");
    await one.saved();
    let open;
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await one.caret(0, 2);
    await one.type("あいう", 30);
    await pause(400);
    assert.equal(await one.state(), "saving");
    open();
    await one.saved();
    assert.match(server.xml("confirmed"), /もとあいう/);
    await close(one);
  });

  test("says saved only after every confirmation, also after a time offline", async () => {
    await prepared("counted", "もと");
    const one = await member("counted");
    await one.saved();
    await one.page.evaluate(() => {
      window.tooEarly = 0;
      const line = document.querySelector(".save-state");
      new MutationObserver(() => {
        if (line.dataset.state === "saved" && window.stillDue) window.tooEarly += 1;
      }).observe(line, { attributes: true });
    });
    await one.context.setOffline(true);
    await eventually(async () => (await one.state()) === "offline", "offline");
    await one.caret(0, 2);
    await one.type("ひとつずつ", 20);
    // The handshake itself waits for the gate: until it opens nothing is confirmed.
    let open;
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await one.page.evaluate(() => {
      window.stillDue = true;
    });
    await one.context.setOffline(false);
    await pause(4500);
    assert.equal(await one.page.evaluate(() => window.tooEarly), 0);
    assert.notEqual(await one.state(), "saved");
    await one.page.evaluate(() => {
      window.stillDue = false;
    });
    open();
    await eventually(() => server.xml("counted").includes("もとひとつずつ"), "arrived", 12000);
    await one.saved();
    await close(one);
  });

  test("unconfirmed edits survive a reload, and only confirmed ones are forgotten", async () => {
    await prepared("reload", "もと");
    const one = await member("reload", { id: "p1" });
    await one.saved();
    let fail;
    server.gate = new Promise((_, reject) => {
      fail = reject;
    });
    await one.caret(0, 2);
    await one.type("まだ", 30);
    assert.equal(await one.state(), "saving");
    await pause(100);
    await one.page.evaluate(() => window.noticed.forget());
    assert.ok(await storedUpdates(one) > 0, "unconfirmed: kept at signing out");
    const lost = assert.doesNotReject(one.page.goto("about:blank"));
    await lost;
    fail(new Error("lost on the way"));
    server.gate = Promise.resolve();
    await pause(200);
    assert.doesNotMatch(server.xml("reload"), /まだ/, "the server never got it");

    const stranger = await member("reload", { id: "p2" }, one.context);
    await stranger.saved();
    assert.deepEqual(await stranger.lines(), ["もと"], "another person on this machine does not get the draft");
    await stranger.page.close();

    const again = await member("reload", { id: "p1" }, one.context);
    await again.saved();
    assert.deepEqual(await again.lines(), ["もとまだ"]);
    assert.match(server.xml("reload"), /もとまだ/);
    await again.page.evaluate(() => window.noticed.forget());
    assert.equal(await storedUpdates(again), 0, "confirmed: forgotten at signing out");
    await close(one);
  });
});

describe("the server", () => {
  test("refuses at the door: read-only, a clear word", async () => {
    const one = await member("refused", { token: "refuse" });
    await eventually(async () => (await one.notice().innerText()).includes("書き込めません"), "said");
    assert.equal(await one.text.getAttribute("contenteditable"), "false");
    assert.equal(await one.text.getAttribute("aria-readonly"), "true");
    assert.notEqual(await one.state(), "saved");
    await close(one);
  });

  test("refuses later: the text stays and can be copied", async () => {
    await prepared("refused-later", "大事なこと");
    const one = await member("refused-later");
    await one.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await one.saved();
    server.refuseEverybody = true;
    try {
      server.dropConnections();
      await eventually(async () => (await one.notice().innerText()).includes("書き込めません"), "said", 12000);
    } finally {
      server.refuseEverybody = false;
    }
    assert.deepEqual(await one.lines(), ["大事なこと"]);
    await one.page.getByRole("button", { name: "全文をコピー" }).click();
    await eventually(async () => (await one.notice().innerText()).includes("コピーしました"), "copied");
    assert.equal(await one.page.evaluate(() => navigator.clipboard.readText()), "大事なこと");
    await close(one);
  });

  test("lets read only", async () => {
    await prepared("reader", "読むもの");
    const one = await member("reader", { token: "readonly" });
    await eventually(async () => (await one.notice().innerText()).includes("読むだけ"), "said");
    assert.deepEqual(await one.lines(), ["読むもの"]);
    assert.equal(await one.text.getAttribute("contenteditable"), "false");
    await one.saved();
    await close(one);
  });

  test("does not take an edit: says so, keeps it, offers a way out", async () => {
    await prepared("not-taken", "もと");
    const one = await member("not-taken");
    await one.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await one.saved();
    server.demote("not-taken");
    await one.caret(0, 2);
    await one.type("だめ");
    await eventually(async () => (await one.state()) === "failed", "said");
    assert.deepEqual(await one.lines(), ["もとだめ"]);
    assert.match(await one.notice().innerText(), /保存できませんでした/);
    await one.page.getByRole("button", { name: "全文をコピー" }).click();
    await one.page.getByRole("button", { name: "捨てる" }).click();
    await one.ready();
    await one.saved();
    assert.deepEqual(await one.lines(), ["もと"]);
    await close(one);
  });

  test("announces a newer memo format: nothing is sent or shown any more", async () => {
    await prepared("newer", "もと");
    const one = await member("newer");
    await one.saved();
    server.stateless("newer", { kind: "schema", version: 2 });
    await eventually(async () => (await one.notice().innerText()).includes("読み込みなおしてください"), "said");
    assert.equal(await one.text.getAttribute("contenteditable"), "false");
    await close(one);
  });

  const element = (name, ...children) => {
    const made = new Y.XmlElement(name);
    made.insert(0, children);
    return made;
  };
  const FOREIGN = {
    "a kind of node": [/hologram/, (memo) => memo.insert(1, [element("hologram")])],
    "a nesting": [/<paragraph><heading>/, (memo) => memo.insert(1, [element("paragraph", element("heading"))])],
    "a kind of mark": [/sparkle/, (memo) => memo.get(0).get(0).format(0, 1, { sparkle: {} })],
    "an object in the text": [/もと/, (memo) => memo.get(0).get(0).insertEmbed(1, { image: "x" })],
  };
  for (const [what, [expected, change]] of Object.entries(FOREIGN)) {
    test(`holds ${what} this editor does not know: nothing is deleted`, async () => {
      const doc = `unknown-${what}`;
      await prepared(doc, "もと");
      const one = await member(doc);
      await one.saved();
      await server.change(doc, change);
      await eventually(async () => (await one.notice().innerText()).includes("読み込みなおしてください"), "said");
      await pause(300);
      assert.match(server.xml(doc).replace(/\[object Object\]/g, ""), expected);
      await close(one);
      const late = await member(doc);
      await eventually(async () => (await late.notice().innerText()).includes("読み込みなおしてください"), "said at once");
      await pause(300);
      assert.match(server.xml(doc).replace(/\[object Object\]/g, ""), expected);
      await late.fine();
      await close(late);
    });
  }

  test("revokes: read-only at once", async () => {
    await prepared("revoked", "もと");
    const one = await member("revoked");
    await one.saved();
    server.stateless("revoked", { kind: "revoked" });
    await eventually(async () => (await one.text.getAttribute("contenteditable")) === "false", "demoted");
    await close(one);
  });
});

describe("a conversion left open", () => {
  test("for half a minute is committed, and the other person's text comes in", async () => {
    await prepared("overdue", "今日は話します");
    const one = await member("overdue", {}, undefined, (page) => page.clock.install());
    await one.saved();
    await one.caret(0, 3);
    await one.compose("かくにん");
    await server.change("overdue", (memo) => memo.insert(0, [paragraph("上に")]));
    await pause(200);
    assert.equal((await one.lines())[0], "今日はかくにん話します");
    await one.page.clock.fastForward(31_000);
    await eventually(async () => JSON.stringify(await one.lines()) === JSON.stringify(["上に", "今日はかくにん話します"]), "let in");
    await eventually(() => server.xml("overdue").includes("かくにん"), "sent");
    await close(one);
  });
});
