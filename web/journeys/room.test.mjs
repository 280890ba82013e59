// Two people in one room: what one writes the other reads, a promise is made, the 1-on-1 is closed, and next time starts there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, signIn, startDemo } from './demo.mjs';

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

const next = () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const id = (key) => people.find((one) => one.key === key).id;
  const pair = pairs.find((one) => one.leader === id('aoi') && one.member === id('ren'));
  const ahead = one_on_ones.filter((one) => one.pair === pair.id && one.status === 'scheduled' && Date.parse(one.starts_at) > Date.now());
  return ahead.sort((a, b) => a.starts_at.localeCompare(b.starts_at))[0];
};

async function enter(visit, one) {
  await visit.go(`/one-on-ones/${one.id}`);
  const start = visit.page.locator(`form[action="/one-on-ones/${one.id}/start"] button`);
  if (await start.count()) {
    await start.click();
    await visit.page.waitForLoadState();
  }
  const editor = visit.page.locator('.ProseMirror[contenteditable=true]').first();
  await editor.waitFor({ timeout: 20_000 });
  return editor;
}

test('two write one memo, promise something and close', async () => {
  const one = next();
  const member = await signIn(browser, demo.manifest, 'ren', { viewport: { width: 1280, height: 900 } });
  const leader = await signIn(browser, demo.manifest, 'aoi', { viewport: { width: 1280, height: 900 } });
  const mine = await enter(member, one);
  const theirs = await enter(leader, one);
  await mine.click();
  await member.page.keyboard.type('治具は樹脂でもう一度');
  await theirs.getByText('治具は樹脂でもう一度').waitFor({ timeout: 10_000 });
  await theirs.click();
  await leader.page.keyboard.press('Control+End');
  await leader.page.keyboard.press('Enter');
  await leader.page.keyboard.type('見積もりは二社から');
  await mine.getByText('見積もりは二社から').waitFor({ timeout: 10_000 });
  await member.page.getByText('保存済み').first().waitFor({ timeout: 10_000 });

  await member.page.locator('form#jot [name=text]').fill('樹脂の見本を持ってくる');
  await member.page.locator('form#jot button:not([type=button])').last().click();
  await leader.page.getByText('樹脂の見本を持ってくる').first().waitFor({ timeout: 10_000 });

  await leader.page.locator(`form[action="/one-on-ones/${one.id}/closing"] button`).first().click();
  const sure = leader.page.locator('dialog[open] button.primary, dialog[open] button[value=ok], dialog[open] [data-yes]').first();
  if (await sure.isVisible().catch(() => false)) await sure.click();
  await leader.page.waitForURL((url) => url.pathname.endsWith('/closing'));

  await member.go('/');
  assert.match(await member.page.locator('main').innerText(), /樹脂の見本を持ってくる/, 'the promise stands on top next time');
  await member.go(`/one-on-ones/${one.id}`);
  assert.match(await member.page.locator('main').innerText(), /治具は樹脂でもう一度/, 'the memo can be read afterwards');
  const refused = (line) => /blocked|Content Security|Refused|violat/i.test(line);
  assert.deepEqual([...member.complaints, ...leader.complaints].filter(refused), []);
  await member.context.close();
  await leader.context.close();
});
