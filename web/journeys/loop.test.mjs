// Two people, two browsers: the member prepares without typing, the leader looks for ten seconds, the member sees that.
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

/** A hand that counts its taps. */
function hand(page) {
  let taps = 0;
  return {
    tap: async (locator) => {
      taps += 1;
      await locator.click();
    },
    taps: () => taps,
  };
}

const next = () => {
  const { people, pairs, one_on_ones } = demo.manifest;
  const id = (key) => people.find((one) => one.key === key).id;
  const pair = pairs.find((one) => one.leader === id('aoi') && one.member === id('ren'));
  const ahead = one_on_ones.filter((one) => one.pair === pair.id && one.status === 'scheduled' && Date.parse(one.starts_at) > Date.now());
  return ahead.sort((a, b) => a.starts_at.localeCompare(b.starts_at))[0];
};

test('the member prepares in at most eight taps and without typing, on a phone', async () => {
  const visit = await signIn(browser, demo.manifest, 'ren', { viewport: { width: 375, height: 812 } });
  const { page } = visit;
  const one = next();
  const by = hand(page);
  await visit.go(`/one-on-ones/${one.id}/preparation`);
  // Whatever is chosen already stays as it is; two more topics with what is wanted for each.
  const chips = page.locator('input[name=topic]:not(:checked)');
  const wanted = [];
  for (const expectation of ['listen', 'think_together']) {
    const chip = chips.first();
    const topic = await chip.getAttribute('value');
    await by.tap(page.locator(`label.chip:has(input[name=topic][value="${topic}"])`));
    await by.tap(page.locator(`label:has(input[name="want-${topic}"][value="${expectation}"])`));
    wanted.push([topic, expectation]);
  }
  await by.tap(page.locator('.sticky-actions button'));
  await page.waitForURL((url) => !url.pathname.endsWith('/preparation'));
  assert.ok(by.taps() <= 8, `${by.taps()} taps`);
  await visit.go(`/one-on-ones/${one.id}/preparation`);
  for (const [topic, expectation] of wanted) {
    assert.ok(await page.locator(`input[name=topic][value="${topic}"]`).isChecked());
    assert.ok(await page.locator(`input[name="want-${topic}"][value="${expectation}"]`).isChecked());
  }
  assert.deepEqual(visit.complaints, []);
  await visit.context.close();
});

test('the leader looks on one phone screen with one tap, and the member sees that', async () => {
  const leader = await signIn(browser, demo.manifest, 'aoi', { viewport: { width: 375, height: 667 } });
  const member = await signIn(browser, demo.manifest, 'ren');
  const one = next();
  await leader.go(`/one-on-ones/${one.id}/precheck`);
  const text = await leader.page.locator('main').innerText();
  assert.match(text, /聞|考え/, 'the expectation is said');
  assert.ok(await leader.page.locator('main form button').isVisible());
  await leader.page.locator('main form button').click();
  await leader.page.waitForURL((url) => !url.pathname.endsWith('/precheck'));
  await member.go('/');
  assert.match(await member.page.locator('main').innerText(), /藤崎さんが.*見/s, 'the member sees who looked');
  assert.deepEqual(leader.complaints.filter((line) => !line.includes('404')), []);
  await leader.context.close();
  await member.context.close();
});

test('a form in an older tab is told so, and what was chosen there is not lost', async () => {
  const visit = await signIn(browser, demo.manifest, 'ren');
  const one = next();
  await visit.go(`/one-on-ones/${one.id}/preparation`);
  const other = await visit.context.newPage();
  await other.goto(`${demo.manifest.base_url}/one-on-ones/${one.id}/preparation`);
  await other.locator('.sticky-actions button').click();
  await other.waitForURL((url) => !url.pathname.endsWith('/preparation'));
  const topic = await visit.page.locator('input[name=topic]:not(:checked)').first().getAttribute('value');
  await visit.page.locator(`label.chip:has(input[name=topic][value="${topic}"])`).click();
  const answer = visit.page.waitForResponse((response) => response.request().method() === 'POST');
  await visit.page.locator('.sticky-actions button').click();
  assert.equal((await answer).status(), 409);
  assert.ok(await visit.page.locator(`input[name=topic][value="${topic}"]`).isChecked(), 'the choice is kept');
  await visit.context.close();
});

test('the loop goes by keyboard alone', async () => {
  const visit = await signIn(browser, demo.manifest, 'ren');
  const one = next();
  await visit.go(`/one-on-ones/${one.id}/preparation`);
  const reach = async (selector) => {
    for (let step = 0; step < 120; step += 1) {
      if (await visit.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await visit.page.keyboard.press('Tab');
    }
    assert.fail(`${selector} is not reached by Tab`);
  };
  await reach('input[name=topic]');
  await visit.page.keyboard.press('Space');
  await visit.page.keyboard.press('Space');
  await reach('.sticky-actions button');
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL((url) => !url.pathname.endsWith('/preparation'));
  await visit.context.close();
});
