// Who wrote what stays true however the two edit each other's lines, in the real editor.
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

const editor = (page) => page.locator('.ProseMirror[contenteditable=true]').first();

async function writeAtTop({ page }, words) {
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('Enter before a line of the other leaves it to the other', async () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const id = people.find(({ key }) => key === 'ren').id;
  const { id: pair, leader } = pairs.find(({ member }) => member === id);
  const held = one_on_ones.filter((one) => one.pair === pair && one.status === 'held').at(-1);
  const two = [];
  for (const key of ['ren', people.find((person) => person.id === leader).key]) {
    const one = await signIn(browser, demo.manifest, key);
    await one.go(`/one-on-ones/${held.id}?write=1`);
    await editor(one.page).waitFor();
    two.push(one);
  }
  const [member, other] = two;
  await writeAtTop(member, '蓮が書いた長い一行です');
  await other.page.getByText('蓮が書いた長い一行です').first().waitFor();
  await writeAtTop(other, '上司の前置き。');
  await member.page.locator('.ProseMirror p').getByText('上司の前置き。', { exact: true }).first().waitFor();
  await other.page.getByText('保存済み').first().waitFor();
  const history = await member.page.locator('a[href^="/memos/"][href$="/history"]').first().getAttribute('href');
  await member.go(history.replace('/history', '/authors'));
  const authorOf = (words) => member.page.locator('.by', { hasText: words }).first().getAttribute('class');
  assert.match(await authorOf('上司の前置き。'), /by-leader/);
  assert.match(await authorOf('蓮が書いた長い一行です'), /by-member/);
  await member.go(history);
  const told = await member.page.locator('main').innerText();
  assert.ok(told.includes('約7字を書きました'), told);
  for (const { context } of two) await context.close();
});
