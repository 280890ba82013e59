// The whole loop with two people in two browsers, in both languages, on a phone and on a desk: the member prepares, the
// leader looks, both write one memo, something is promised, the 1-on-1 is closed, and next time starts there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, signIn, speak, startDemo } from './demo.mjs';
import { accessibility, fits } from './screens.mjs';

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 900 };
const TURNS = [
  { language: 'ja', colorScheme: 'light', member: PHONE, leader: DESK },
  { language: 'en', colorScheme: 'dark', member: DESK, leader: PHONE },
  { language: 'ja', colorScheme: 'dark', member: DESK, leader: PHONE },
  { language: 'en', colorScheme: 'light', member: PHONE, leader: DESK },
];
const WORDS = {
  ja: { said: '治具は樹脂でもう一度', answered: '見積もりは二社から', promise: '樹脂の見本を持ってくる', saved: '保存済み' },
  en: { said: 'The jig once more, in resin', answered: 'Quotes from two makers', promise: 'Bring a sample of the resin', saved: 'Saved' },
};
let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The 1-on-1s of aoi and ren that are still ahead, soonest first. */
const ahead = () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const id = (key) => people.find((one) => one.key === key).id;
  const pair = pairs.find((one) => one.leader === id('aoi') && one.member === id('ren'));
  const found = one_on_ones.filter((one) => one.pair === pair.id && one.status === 'scheduled' && Date.parse(one.starts_at) > Date.now());
  return found.sort((a, b) => a.starts_at.localeCompare(b.starts_at));
};

/** Nothing to object to on the page as it stands. */
async function sound(visit, what) {
  assert.deepEqual(await accessibility(visit.page), [], what);
  assert.ok(await fits(visit.page), `${what} scrolls sideways`);
}

async function prepare(visit, one) {
  await visit.go(`/one-on-ones/${one.id}/preparation`);
  const chip = visit.page.locator('input[name=topic]:not(:checked)').first();
  const topic = await chip.getAttribute('value');
  await visit.page.locator(`label.chip:has(input[name=topic][value="${topic}"])`).click();
  await visit.page.locator(`label:has(input[name="want-${topic}"][value="listen"])`).click();
  await sound(visit, 'the preparation');
  await visit.page.locator('.sticky-actions button').click();
  await visit.page.waitForURL((url) => !url.pathname.endsWith('/preparation'));
}

async function glance(visit, one) {
  await visit.go(`/one-on-ones/${one.id}/precheck`);
  await sound(visit, 'the ten seconds');
  await visit.page.locator('main form button').click();
  await visit.page.waitForURL((url) => !url.pathname.endsWith('/precheck'));
}

async function enter(visit, one) {
  await visit.go(`/one-on-ones/${one.id}`);
  const start = visit.page.locator(`form[action="/one-on-ones/${one.id}/start"] button`);
  if (await start.count()) {
    await start.click();
    await visit.page.waitForLoadState();
  }
  await panel(visit, 'memo');
  const editor = visit.page.locator('.ProseMirror[contenteditable=true]').first();
  await editor.waitFor({ timeout: 20_000 });
  return editor;
}

/** On a phone agenda and memo lie behind each other. */
async function panel(visit, name) {
  const tab = visit.page.locator(`[data-tabs] [data-panel=${name}], [data-tabs] [aria-controls=${name}]`).first();
  if (await tab.isVisible()) await tab.click();
}

for (const { language, colorScheme, member: hers, leader: his } of TURNS) {
  test(`two go through the loop, ${language}, member at ${hers.width} px, ${colorScheme}`, async () => {
    const words = WORDS[language];
    const one = ahead()[TURNS.findIndex((turn) => turn.language === language && turn.colorScheme === colorScheme)];
    const member = await signIn(browser, demo.manifest, 'ren', { viewport: hers, colorScheme });
    const leader = await signIn(browser, demo.manifest, 'aoi', { viewport: his, colorScheme });
    for (const visit of [member, leader]) await speak(visit, language);
    await prepare(member, one);
    await glance(leader, one);

    const mine = await enter(member, one);
    const theirs = await enter(leader, one);
    await mine.click();
    await member.page.keyboard.type(words.said);
    await theirs.getByText(words.said).waitFor({ timeout: 10_000 });
    await theirs.click();
    await leader.page.keyboard.press('Control+End');
    await leader.page.keyboard.press('Enter');
    await leader.page.keyboard.type(words.answered);
    await mine.getByText(words.answered).waitFor({ timeout: 10_000 });
    await member.page.getByText(words.saved).first().waitFor({ timeout: 10_000 });
    for (const visit of [member, leader]) await sound(visit, 'the memo');

    await panel(member, 'agenda');
    await panel(leader, 'agenda');
    await member.page.locator('form#jot [name=text]').fill(words.promise);
    await member.page.locator('form#jot button:not([type=button])').last().click();
    await leader.page.getByText(words.promise).first().waitFor({ timeout: 10_000 });
    for (const visit of [member, leader]) await sound(visit, 'the agenda');

    await leader.page.locator(`form[action="/one-on-ones/${one.id}/closing"] button`).first().click();
    await leader.page.locator('dialog[open] .primary').first().click();
    await leader.page.waitForURL((url) => url.pathname.endsWith('/closing'));
    await sound(leader, 'the end');

    await member.go('/');
    assert.ok((await member.page.locator('main').innerText()).includes(words.promise), 'the promise stands on top next time');
    await member.go(`/one-on-ones/${one.id}`);
    assert.ok((await member.page.locator('main').innerText()).includes(words.said), 'the memo can be read afterwards');
    await sound(member, 'afterwards');
    const refused = (line) => /blocked|Content Security|Refused|violat/i.test(line);
    assert.deepEqual([...member.complaints, ...leader.complaints].filter(refused), []);
    for (const visit of [member, leader]) {
      await speak(visit, 'ja');
      await visit.context.close();
    }
  });
}
