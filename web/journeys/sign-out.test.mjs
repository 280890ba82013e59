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

test('what the server does not have yet waits for its author', async () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const { id } = people.find(({ key }) => key === 'ren');
  const pair = pairs.find(({ member }) => member === id);
  const held = one_on_ones.filter((one) => one.pair === pair.id && one.status === 'scheduled')[0];
  const { page, go, context, person } = await signIn(browser, demo.manifest, 'ren');
  await go(`/one-on-ones/${held.id}`);
  const editor = page.locator('.ProseMirror[contenteditable=true]').first();
  await editor.click();
  await page.getByText('保存済み').first().waitFor({ timeout: 10_000 });
  await context.setOffline(true);
  await page.keyboard.type('電車の中で書いた言葉');
  // Each letter is a piece; a hand takes longer to close a page than the last one to be laid down.
  await until(async () => (await kept(page)) >= '電車の中で書いた言葉'.length, 'all of it lies here');
  await page.getByText('書いた内容はこの端末にあります').first().waitFor({ timeout: 10_000 });
  await page.close();
  await context.setOffline(false);
  const other = await context.newPage();
  await other.goto(demo.manifest.base_url);
  await other.locator('details.account > summary').click();
  await other.locator('form[action="/sign-out"] button').click();
  await other.waitForURL((url) => url.pathname === '/sign-in');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.ok((await kept(other)) > 0, 'it is still on this device');
  await other.goto(person.sign_in_url);
  await other.locator('main form button[type=submit]').first().click();
  await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await other.goto(`${demo.manifest.base_url}/one-on-ones/${held.id}`);
  await other.locator('.ProseMirror').getByText('電車の中で書いた言葉').first().waitFor({ timeout: 20_000 });
  await other.getByText('保存済み').first().waitFor({ timeout: 10_000 });
  await context.close();
});
