// Every screen, for everybody who has one, in both languages, narrow and wide, light and dark: no accessibility
// finding, no sideways scroll, no complaint in the console, nothing asked from elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, signIn, speak, startDemo } from './demo.mjs';
import { PUBLIC, accessibility, fits, pastOfAMemo, screensOf } from './screens.mjs';

const LOOKS = [
  { language: 'ja', viewport: { width: 375, height: 812 }, colorScheme: 'light' },
  { language: 'ja', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { language: 'en', viewport: { width: 375, height: 812 }, colorScheme: 'dark' },
  { language: 'en', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
];
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

async function look(page, path, expected, complaints) {
  const problems = [];
  const quiet = complaints.length;
  const response = await page.goto(path);
  if (!expected.includes(response.status())) problems.push(`answered ${response.status()}`);
  await page.waitForLoadState('load');
  problems.push(...(await accessibility(page)));
  if (!(await fits(page))) problems.push('scrolls sideways');
  problems.push(...complaints.slice(quiet).filter((line) => !(expected.includes(404) && line.includes('404'))));
  return problems.map((problem) => `${path}: ${problem}`);
}

for (const key of ['ren', 'aoi', 'administrator']) {
  for (const wanted of LOOKS) {
    test(`screens of ${key}, ${wanted.language}, ${wanted.viewport.width} px, ${wanted.colorScheme}`, async () => {
      const administrator = demo.manifest.people.find((one) => one.roles.includes('administrator'));
      const who = key === 'administrator' ? administrator.key : key;
      const visit = await signIn(browser, demo.manifest, who, wanted);
      await speak(visit, wanted.language);
      const problems = [];
      const past = await pastOfAMemo(visit.page, demo.manifest, who);
      for (const path of [...screensOf(demo.manifest, who), ...past]) {
        problems.push(...(await look(visit.page, demo.manifest.base_url + path, [200], visit.complaints)));
      }
      await speak(visit, 'ja');
      await visit.context.close();
      assert.deepEqual(problems, []);
    });
  }
}

for (const wanted of LOOKS) {
  test(`public screens, ${wanted.language}, ${wanted.viewport.width} px, ${wanted.colorScheme}`, async () => {
    const { language, ...context } = wanted;
    const own = await browser.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-GB', ...context });
    const page = await own.newPage();
    const problems = [];
    for (const path of PUBLIC) problems.push(...(await look(page, demo.manifest.base_url + path, path === '/sign-in' ? [200] : [404], [])));
    assert.equal(await page.getAttribute('html', 'lang'), language);
    await own.close();
    assert.deepEqual(problems, []);
  });
}

test('the largest text is larger, and still fits a phone', async () => {
  const visit = await signIn(browser, demo.manifest, 'ren', { viewport: { width: 375, height: 812 } });
  const size = () => visit.page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  const choose = async (value) => {
    await visit.go('/settings/display');
    await visit.page.locator(`input[type=radio][value="${value}"]`).check({ force: true });
    await visit.page.locator('main button[type=submit]').first().click();
    await visit.page.waitForLoadState('load');
  };
  await choose('150');
  assert.equal(await size(), '24px');
  const wide = [];
  for (const path of screensOf(demo.manifest, 'ren')) {
    await visit.go(path);
    if (!(await fits(visit.page))) wide.push(path);
  }
  await choose('100');
  assert.equal(await size(), '16px');
  await visit.context.close();
  assert.deepEqual(wide, []);
});

test('pages work without a script', async () => {
  const visit = await signIn(browser, demo.manifest, 'ren', { javaScriptEnabled: false });
  for (const path of ['/', '/journey', '/settings']) {
    const response = await visit.go(path);
    assert.equal(response.status(), 200, path);
    assert.ok((await visit.page.locator('h1').innerText()).length > 0, path);
  }
  await visit.context.close();
});
