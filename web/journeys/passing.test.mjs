// What leaves the two: a passage shown to somebody outside, and a handover by three. Narrow and wide, in both languages;
// every screen on the way passes axe and fits its window.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, signIn, speak, startDemo } from './demo.mjs';
import { accessibility, fits } from './screens.mjs';

const LOOKS = [
  { language: 'ja', viewport: { width: 375, height: 812 }, colorScheme: 'light' },
  { language: 'ja', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { language: 'en', viewport: { width: 375, height: 812 }, colorScheme: 'dark' },
  { language: 'en', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
];
/** Where pictures of the screens go, if somebody wants them. */
const PICTURES = process.env.PICTURES;
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

const id = (key) => demo.manifest.people.find((one) => one.key === key).id;
/** The pair of these two, and a 1-on-1 of theirs that was held. */
function together(leader, member) {
  const pair = demo.manifest.pairs.find((one) => one.leader === id(leader) && one.member === id(member));
  const held = demo.manifest.one_on_ones.filter((one) => one.pair === pair.id && one.status === 'held').at(-1);
  return { pair, held };
}

async function sound(page, name, wanted) {
  const problems = [...(await accessibility(page))];
  if (!(await fits(page))) problems.push('scrolls sideways');
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}-${wanted.language}-${wanted.viewport.width}.png`), fullPage: true });
  }
  assert.deepEqual(problems, [], name);
}

/** Presses what has this selector and waits for the page behind it. */
async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

for (const wanted of LOOKS) {
  const look = `${wanted.language}, ${wanted.viewport.width} px, ${wanted.colorScheme}`;

  test(`a passage goes to somebody outside, and comes back: ${look}`, async () => {
    const member = await signIn(browser, demo.manifest, 'ren', wanted);
    const leader = await signIn(browser, demo.manifest, 'aoi', wanted);
    await speak(member, wanted.language);
    await speak(leader, wanted.language);
    const { held } = together('aoi', 'ren');
    const see = (visit, name) => sound(visit.page, `share-${name}`, wanted);
    await member.go(`/one-on-ones/${held.id}/shares/new`);
    await see(member, 'choose');
    await member.page.locator('input[name=passage]').nth(0).check();
    await member.page.locator('input[name=passage]').nth(1).check();
    const chosen = await member.page.locator('label.check').nth(0).innerText();
    await press(member.page, '.sticky-actions button');
    await see(member, 'reader');
    await member.page.fill('#outsider', '産業医の中村先生');
    await press(member.page, '#outsider ~ *, section:has(#outsider) button');
    await see(member, 'request');
    await member.page.fill('#purpose', '役割を相談するため');
    await press(member.page, '.sticky-actions button');
    await see(member, 'asked');
    const share = new URL(member.page.url()).pathname;
    await leader.go(share);
    await see(leader, 'answer');
    await leader.page.locator('input[name=keep]').nth(1).uncheck();
    await press(leader.page, 'button[value=agree]');
    await see(leader, 'agreed');
    await member.go(share);
    await press(member.page, `form[action$="/link"] button`);
    await see(member, 'link');
    const [url, code] = await member.page.locator('.secret').allInnerTexts();
    const outside = await browser.newContext({ ...wanted, locale: wanted.language === 'ja' ? 'ja-JP' : 'en-GB' });
    const page = await outside.newPage();
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url.trim());
    await sound(page, 'share-door', wanted);
    await page.fill('#code', code);
    await press(page, 'main form button');
    await sound(page, 'share-outside', wanted);
    assert.ok((await page.locator('[data-share-text]').innerText()).includes(chosen.split('\n')[0].trim().replace(/^[-・☐☑\[\] x]+/, '').slice(0, 8)));
    await leader.go(share);
    await see(leader, 'opened');
    const ending = leader.page.evaluate(() => fetch(`${location.pathname}/ending`, { method: 'POST', redirect: 'manual' }).then(() => Date.now()));
    await page.locator('[data-share-text]').waitFor({ state: 'detached', timeout: 5000 });
    const gone = Date.now();
    assert.ok(gone - (await ending) < 1000, `${gone - (await ending)} ms`);
    await sound(page, 'share-over', wanted);
    assert.deepEqual(complaints, []);
    const reply = await page.reload();
    assert.equal(reply.status(), 410);
    await member.go('/shares');
    await see(member, 'mine');
    await speak(member, 'ja');
    await speak(leader, 'ja');
    for (const one of [member.context, leader.context, outside]) await one.close();
  });

  test(`three hand over: ${look}`, async () => {
    const member = await signIn(browser, demo.manifest, 'ren', wanted);
    const leader = await signIn(browser, demo.manifest, 'aoi', wanted);
    const next = await signIn(browser, demo.manifest, 'makoto', wanted);
    for (const one of [member, leader, next]) await speak(one, wanted.language);
    const { pair } = together('aoi', 'ren');
    const see = (visit, name) => sound(visit.page, `handover-${name}`, wanted);
    await leader.go(`/pairs/${pair.id}/handovers/new`);
    await see(leader, 'new');
    for (const box of await leader.page.locator('input[name=line]').all()) await box.check();
    await press(leader.page, '.sticky-actions button');
    if (!(await leader.page.locator('#text').isVisible())) await leader.page.locator('#add > summary').click();
    await leader.page.fill('#text', '消えてほしい一行');
    await press(leader.page, '#add button');
    await see(leader, 'draft');
    await leader.page.locator('a[href$="/passages"]').click();
    await leader.page.waitForURL('**/passages');
    await press(leader.page, 'nav.actions a');
    await see(leader, 'passages');
    await leader.page.goBack();
    await leader.page.goBack();
    await press(leader.page, 'form[action$="/offer"] button');
    await see(leader, 'offered');
    const path = new URL(leader.page.url()).pathname;
    await member.go(path);
    await see(member, 'member');
    await press(member.page, 'li:has-text("消えてほしい一行") button[value=strike]');
    await press(member.page, 'a[href$="/preview"]');
    await see(member, 'preview');
    assert.ok(!(await member.page.locator('main').innerText()).includes('消えてほしい一行'));
    const choices = await member.page.locator('#next option').count();
    assert.ok(choices > 1, 'there is a next leader to choose');
    await member.page.selectOption('#next', { index: 1 });
    await press(member.page, 'button[value=agree]');
    await see(member, 'running');
    await next.go(path);
    await see(next, 'cover');
    await press(next.page, 'form[action$="/reading"] button');
    await see(next, 'read');
    assert.ok(!(await next.page.locator('main').innerText()).includes('消えてほしい一行'));
    await next.page.fill('#talk-date', '2099-12-03');
    await next.page.fill('#talk-time', '10:00');
    await press(next.page, 'form[action$="/talk"] button');
    await leader.go(path);
    await press(leader.page, 'button[name=fits][value=yes]');
    await member.go(path);
    await press(member.page, 'button[name=fits][value=yes]');
    await see(member, 'settled');
    await member.page.evaluate(() => fetch(`${location.pathname}/ending`, { method: 'POST', redirect: 'manual' }));
    assert.equal((await next.go(path)).status(), 404);
    await member.go('/handovers');
    await see(member, 'list');
    for (const one of [member, leader, next]) {
      await speak(one, 'ja');
      await one.context.close();
    }
  });
}
