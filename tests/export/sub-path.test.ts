/** The site under a sub-path, as on a host that has others beside it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../e2e/fixtures.ts';
import { Presentation } from '../e2e/pages/presentation.ts';
import { expect, lessonAt, LESSON, playRecording, test as base } from './fixtures.ts';
import { lacking, startHost } from './nginx.ts';

const BASE = '/under-load/';

const test = base.extend({
  host: async ({}, use) => {
    const site = mkdtempSync(join(tmpdir(), 'under-load-site-'));
    const built = spawnSync(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', site],
      {
        cwd: ROOT,
        env: { ...process.env, BASE_PATH: BASE, ASTRO_TELEMETRY_DISABLED: '1' },
        encoding: 'utf8',
      },
    );
    expect(built.status, built.stderr).toBe(0);
    const host = await startHost(site, BASE);
    await use(host);
    await host.stop();
    rmSync(site, { recursive: true, force: true });
  },
});

test.skip(lacking !== undefined, lacking);
// The site is built for it.
test.describe.configure({ timeout: 600_000 });

test('home, lesson and recording work under a sub-path, and nothing is asked for outside of it', async ({
  page,
  host,
  complaints: _complaints,
}) => {
  const address = `http://under-load.localhost:${String(host.port)}`;
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol.startsWith('http') && !pathname.startsWith(BASE)) outside.push(pathname);
  });
  await page.clock.install();
  await page.goto(address + BASE);
  await page.getByRole('main').getByRole('link', { name: 'False opens' }).first().click();
  await page.waitForURL(`${address}${BASE.slice(0, -1)}${LESSON}`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await playRecording(page, lessonAt(page, address));
  const presentation = new Presentation(page);
  await presentation.start();
  const second = await presentation.openNotes();
  await expect(second.step).toContainText('1 Claim');
  expect(new URL(second.page.url()).pathname).toBe(`${BASE}presenter/`);
  await second.page.close();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Under Load' }).first().click();
  await expect(page).toHaveURL(address + BASE);
  expect(outside).toEqual([]);
});
