// A shared PC: after signing out, no text of a memo stays in the browser.
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

/** How many pieces of memos lie in this browser. */
const kept = (page) => page.evaluate(async () => {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === 'aizuchi-memo')) return 0;
  const opening = indexedDB.open('aizuchi-memo');
  await new Promise((resolve, reject) => Object.assign(opening, { onsuccess: resolve, onerror: reject }));
  const counting = opening.result.transaction('updates').objectStore('updates').count();
  await new Promise((resolve, reject) => Object.assign(counting, { onsuccess: resolve, onerror: reject }));
  opening.result.close();
  return counting.result;
});

async function until(check, what) {
  for (const end = Date.now() + 10_000; !(await check()); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
  }
}

test('whoever signs out leaves no memo behind', async () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const { id } = people.find(({ key }) => key === 'ren');
  const pair = pairs.find(({ member }) => member === id);
  const next = one_on_ones.find((one) => one.pair === pair.id && one.status === 'scheduled');
  const { page, go, context } = await signIn(browser, demo.manifest, 'ren');
  await go(`/one-on-ones/${next.id}`);
  await page.locator(`form[action="/one-on-ones/${next.id}/start"] button`).click();
  const editor = page.locator('.ProseMirror[contenteditable=true]').first();
  await editor.click();
  await page.keyboard.type('だれにも見せない言葉');
  await page.getByText('保存済み').first().waitFor({ timeout: 10_000 });
  await until(async () => (await kept(page)) > 0, 'the memo is kept on this device');
  await page.locator('details.account > summary').click();
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await until(async () => (await kept(page)) === 0, 'nothing of it is left');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});
