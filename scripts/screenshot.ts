/** `npm run screenshot`: takes the README's pictures of the lesson, `docs/lesson-{light,dark}.png`, from a real run. */
import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { startServer } from '../src/server/server.ts';
import { buildIfNeeded } from './lib/build.mjs';
import { provideChromium } from './lib/chromium.mjs';
import { inRoot, say } from './lib/paths.mjs';

const LESSON = '/breakers/false-opens/';
/** Seconds of the scenario after which the picture is taken: the breaker has opened, and the run still goes on. */
const AT = 13;
const RUN_WITHIN_MS = 60_000;

async function take(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.screenshot({ path: inRoot('docs', `lesson-${theme}.png`) });
}

/** Waits until the scenario's hand has come to `seconds`. */
async function playedTo(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const track = document.querySelector('[role="progressbar"][aria-label="Scenario"]');
      return Number(track?.getAttribute('aria-valuenow')) >= wanted;
    },
    seconds,
    { timeout: RUN_WITHIN_MS },
  );
}

const found = await provideChromium(process.execPath);
if (!found.ok || !(await buildIfNeeded(process.execPath))) {
  if (!found.ok) say(found.problem);
  process.exit(1);
}
mkdirSync(inRoot('docs'), { recursive: true });
const server = await startServer({ port: 0, dist: inRoot('dist') });
const browser = await chromium.launch({
  executablePath: found.path,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 });
  const address = new URL(server.address);
  address.pathname = LESSON;
  await page.goto(address.href);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // The pointer would leave its mark on the button.
  await page.mouse.move(0, 0);
  await playedTo(page, AT);
  await take(page, 'light');
  await take(page, 'dark');
} finally {
  await browser.close();
  await server.close();
}
