/** Reading without a network: the host is stopped, and the browser has what it has. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addressOf, DIST, expect, kept, lessonAt, LESSON, playRecording, test } from './fixtures.ts';
import { lacking } from './nginx.ts';

test.skip(lacking !== undefined, lacking);
// Two builds are fetched and kept, and the machine may be busy.
test.describe.configure({ timeout: 300_000 });

const isRegistered = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0);

test('a lesson that was read is there without a network, and its recording plays', async ({ page, host }) => {
  const lesson = lessonAt(page, addressOf(host));
  await lesson.openWithoutToken();
  await kept(page, LESSON);
  await host.stop();
  await page.clock.install();
  await page.reload();
  await expect(lesson.title).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await playRecording(page, lesson);
});

test('a new build is taken up on the next visit, whole, and the old one is gone', async ({ page, host }) => {
  const address = addressOf(host);
  const [site, build] = nextBuild();
  try {
    await page.goto(address + LESSON);
    await kept(page, LESSON);
    await host.deploy(site);

    const next = await page.context().newPage();
    await page.close();
    await next.goto(address + LESSON);
    await expect(next.getByRole('heading', { level: 1 })).toHaveText('False opens, again');
    await kept(next, LESSON, build);
    const others = (): Promise<string[]> =>
      next.evaluate(async (id) => (await caches.keys()).filter((name) => !name.endsWith(id)), build);
    await expect.poll(others, { timeout: 60_000 }).toEqual([]);
    await host.stop();
    await next.clock.install();
    await next.reload();
    await expect(next.getByRole('heading', { level: 1 })).toHaveText('False opens, again');
    await playRecording(next, lessonAt(next, address));
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
});

test('what is kept is listed, and removed by one button, for good', async ({ page, host }) => {
  const address = addressOf(host);
  await page.goto(address + LESSON);
  await kept(page, LESSON);
  await page.getByRole('button', { name: 'Contents' }).click();
  await page.getByRole('link', { name: 'Reading without a network' }).click();
  await expect(page.getByRole('listitem').getByRole('link', { name: LESSON })).toBeVisible();

  await page.getByRole('button', { name: 'Remove all that is kept' }).click();
  await expect(page.getByRole('status')).toHaveText('Nothing is kept, as you chose.');
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(await isRegistered(page)).toBe(false);

  await page.goto(address + LESSON, { waitUntil: 'networkidle' });
  expect(await isRegistered(page)).toBe(false);
  await host.stop();
  await expect(page.reload()).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

test('at the local server’s own address nothing is kept, and no worker is asked for', async ({
  page,
  host,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`http://127.0.0.1:${String(host.port)}${LESSON}`, { waitUntil: 'networkidle' });
  expect(asked.filter((url) => url.endsWith('/sw.js'))).toEqual([]);
  expect(await isRegistered(page)).toBe(false);
});

/** The site as another build would have it: other names of all scripts, another id, another heading. */
function nextBuild(): [site: string, build: string] {
  const site = mkdtempSync(join(tmpdir(), 'under-load-next-'));
  cpSync(DIST, site, { recursive: true });
  const build = /"build\\":\\"([0-9a-f]{16})/.exec(readFileSync(join(DIST, 'sw.js'), 'utf8'))?.[1] ?? '';
  const next = `${build.slice(8)}${build.slice(0, 8)}`;
  const scripts = new Set(readdirSync(join(site, '_astro')).filter((name) => name.endsWith('.js')));
  for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|js)$/.test(file) || file.startsWith('speedscope')) continue;
    const text = readFileSync(join(site, file), 'utf8')
      .replaceAll(build, next)
      .replaceAll('False opens</h1>', 'False opens, again</h1>')
      .replaceAll(/[\w.-]+\.js\b/g, (name) => (scripts.has(name) ? `next-${name}` : name));
    writeFileSync(join(site, file), text);
  }
  for (const name of scripts) renameSync(join(site, '_astro', name), join(site, '_astro', `next-${name}`));
  return [site, next];
}
