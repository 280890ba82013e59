// Which screens there are, for whom, and what is asked of each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The screens of a person of the story; ids come from the manifest. */
export function screensOf(manifest, key) {
  const person = manifest.people.find((one) => one.key === key);
  const own = manifest.pairs.filter((pair) => pair.leader === person.id || pair.member === person.id);
  const ids = new Set(own.map((pair) => pair.id));
  const meetings = manifest.one_on_ones.filter((one) => ids.has(one.pair));
  const ahead = meetings.find((one) => one.status === 'scheduled' && Date.parse(one.starts_at) > Date.now());
  const held = meetings.filter((one) => one.status === 'held').at(-1);
  const leads = own.some((pair) => pair.leader === person.id);
  const aheadPair = ahead && own.find((pair) => pair.id === ahead.pair);
  const paths = ['/', '/settings', '/settings/language', '/settings/display', '/settings/notices', '/settings/sign-in', '/settings/tokens', '/privacy', '/export', '/pairs', '/pairs/new', '/journey', '/search?q=%E3%81%AE', '/notices', '/shares', '/handovers'];
  if (ahead) {
    const { id, pair } = ahead;
    paths.push(`/one-on-ones/${id}`, `/one-on-ones/${id}/date`, `/one-on-ones/${id}/date?date=2027-01-11&time=25:00`, `/one-on-ones/${id}/skip`);
    paths.push(`/pairs/${pair}/series`, `/pairs/${pair}/series?cadence=weekly&weekday=0&time=10:00&minutes=45&first=2027-02-29&zone=Asia/Tokyo`, `/pairs/${pair}/one-on-ones/new`, `/pairs/${pair}/ending`);
  }
  if (ahead && aheadPair.member === person.id) paths.push(`/one-on-ones/${ahead.id}/preparation`);
  if (ahead && aheadPair.leader === person.id) paths.push(`/one-on-ones/${ahead.id}/precheck`);
  if (held) paths.push(`/one-on-ones/${held.id}`, `/one-on-ones/${held.id}/export`, `/one-on-ones/${held.id}/print?note=1`, `/pairs/${held.pair}/journey?q=%E3%81%AE`);
  paths.push(...aroundTheMemo(manifest, own, held));
  if (ahead) paths.push(`/pairs/${ahead.pair}/shares`, `/pairs/${ahead.pair}/handovers`, `/pairs/${ahead.pair}/handovers/new`);
  if (leads) paths.push('/today');
  if (person.roles.includes('administrator')) {
    paths.push('/administration/emergency', '/administration', '/administration/people', '/administration/people/import', '/administration/pairs', '/administration/audit', '/administration/organization', '/administration/topics');
  }
  return paths;
}

/** How a memo came to be, who read it, what is said beside it, what is shown to others. */
function aroundTheMemo(manifest, own, held) {
  const ids = new Set(own.map((pair) => pair.id));
  const owned = new Set(manifest.one_on_ones.filter((one) => ids.has(one.pair)).map((one) => one.id));
  const memo = manifest.memos.find((one) => owned.has(one.one_on_one) && one.kind === 'shared');
  const paths = ['/emergency'];
  if (memo) paths.push(`/memos/${memo.document}/history`);
  if (held) paths.push(`/one-on-ones/${held.id}/comments`, `/one-on-ones/${held.id}/shares/new`, `/pairs/${held.pair}/readings`);
  return paths;
}

/** The past of the memo of a 1-on-1 that was held, its newest version, how it would come back, and how words are erased. */
export async function pastOfAMemo(page, manifest, key) {
  const held = screensOf(manifest, key).find((path) => path.endsWith('/comments'))?.replace('/comments', '');
  if (!held) return [];
  await page.goto(manifest.base_url + held);
  const history = await page.getAttribute('a[href^="/memos/"]', 'href');
  await page.goto(manifest.base_url + history);
  const version = await page.locator(`a[href^="${history}/"]`).last().getAttribute('href');
  return [history, version, `${version}/restore`, history.replace('/history', '/authors'), history.replace('/history', '/erasure')];
}

export const PUBLIC = ['/sign-in', '/no-such-page'];

/** What axe finds on the page as it stands, in one line each. */
export async function accessibility(page) {
  // Evaluated through the protocol: the page's own policy allows no script from elsewhere.
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

/** Does the page fit its window? */
export const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1);
