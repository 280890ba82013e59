// Pictures of every screen, to be looked at: narrow and wide, light and dark, in both languages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, signIn, startDemo } from './demo.mjs';
import { screensOf } from './screens.mjs';

const into = process.env.SCREENSHOTS ?? 'screenshots';
mkdirSync(into, { recursive: true });
const demo = await startDemo();
const browser = await launch();
const administrator = demo.manifest.people.find((one) => one.roles.includes('administrator')).key;
for (const key of ['ren', 'aoi', administrator]) {
  for (const [width, height, colorScheme] of [[375, 812, 'light'], [1280, 900, 'dark']]) {
    const visit = await signIn(browser, demo.manifest, key, { viewport: { width, height }, colorScheme });
    for (const path of screensOf(demo.manifest, key)) {
      await visit.go(path);
      const name = path.replaceAll(/[^a-z-]+/g, '_').replace(/^_|_$/g, '') || 'home';
      await visit.page.screenshot({ path: join(into, `${key}-${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await visit.context.close();
  }
}
await browser.close();
await demo.stop();
console.log(into);
