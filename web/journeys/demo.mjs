// Starts the built program with the demo in a folder of its own, and browsers in front of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with \`cargo xtask test --only journeys\``);
  return value;
}

/** The built program with the demo in this folder, at this address, when it is ready to serve. */
async function run(folder, address) {
  const file = join(folder, 'manifest.json');
  rmSync(file, { force: true });
  // Only the settings of this demo: what the shell has for another one must not leak in.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AIZUCHI_') && name !== 'DATABASE_URL');
  const environment = { ...Object.fromEntries(inherited), AIZUCHI_DATA_DIR: folder, AIZUCHI_ADDRESS: address };
  const child = spawn(needed('AIZUCHI_BIN'), ['demo', '--manifest', file], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  for (let tenth = 0; !existsSync(file); tenth += 1) {
    if (child.exitCode !== null || tenth > 1200) throw new Error(`the demo did not start:\n${said}`);
    await pause(100);
  }
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  return { manifest: JSON.parse(readFileSync(file, 'utf8')), stop, log: () => said };
}

/** The demo, ready to serve. `stop()` ends it and removes its folder; `restart()` begins it anew, at the same address with what it keeps. */
export async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'aizuchi-journey-'));
  let running = await run(folder, '127.0.0.1:0');
  const { manifest } = running;
  const restart = async () => {
    await running.stop();
    running = await run(folder, new URL(manifest.base_url).host.replace('localhost', '127.0.0.1'));
  };
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { manifest, folder, stop, restart, log: () => running.log() };
}

export const launch = () => chromium.launch({ executablePath: needed('CHROME'), args: FLAGS });

/** A person of the story, signed in, in a browser of their own. Collects everything the console complains about. */
export async function signIn(browser, manifest, key, options = {}) {
  const person = manifest.people.find((one) => one.key === key);
  if (!person) throw new Error(`nobody in the story is called ${key}`);
  const { language = 'ja', ...context } = options;
  const own = await browser.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-GB', timezoneId: 'Asia/Tokyo', ...context });
  const page = await own.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith('http') && !request.url().startsWith(manifest.base_url) && complaints.push(`asks ${request.url()}`));
  await page.goto(person.sign_in_url);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return { page, person, context: own, complaints, go: (path) => page.goto(manifest.base_url + path) };
}

/** The person's own language, chosen on the page for it. */
export async function speak(visit, language) {
  await visit.go('/settings/language');
  if ((await visit.page.getAttribute('html', 'lang')) === language) return;
  const field = visit.page.locator(`select[name=language], input[name=language][value=${language}]`).first();
  await field.evaluate((element, wanted) => {
    if (element.tagName === 'SELECT') element.value = wanted;
    else element.checked = true;
    element.form.requestSubmit();
  }, language);
  await visit.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}
