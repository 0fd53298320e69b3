/** The site under a sub-path, as on a host that has others beside it, with the address that others know it by. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../e2e/fixtures.ts';
import { Presentation } from '../e2e/pages/presentation.ts';
import { expect, lessonAt, LESSON, playRecording, searchFor, test as base } from './fixtures.ts';
import { brokenLinks, readSite } from '../site/crawl.ts';
import { lacking, startHost } from './nginx.ts';

const BASE = '/under-load/';

const OWN = `https://example.org${BASE}`;

const test = base.extend<object, { site: string }>({
  site: [
    async ({}, use) => {
      const site = mkdtempSync(join(tmpdir(), 'under-load-site-'));
      const built = spawnSync(
        process.execPath,
        ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', site],
        {
          cwd: ROOT,
          env: {
            ...process.env,
            SITE_URL: new URL(OWN).origin,
            BASE_PATH: BASE,
            ASTRO_TELEMETRY_DISABLED: '1',
          },
          encoding: 'utf8',
        },
      );
      expect(built.status, built.stderr).toBe(0);
      await use(site);
      rmSync(site, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  host: async ({ site }, use) => {
    const host = await startHost(site, BASE);
    await use(host);
    await host.stop();
  },
});

test.skip(lacking !== undefined, lacking);
// The site is built for them, once.
test.describe.configure({ mode: 'default', timeout: 600_000 });

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
  await searchFor(page, 'coordinated omission');
  await page.getByRole('dialog').getByRole('link', { name: 'Open or closed' }).click();
  await page.waitForURL(`${address}${BASE}os/open-or-closed/`);
  expect(outside).toEqual([]);
});

test('what others need of a page is whole: its address, its picture, the map of the site and the feed', async ({
  page,
  site,
}) => {
  const pages = await readSite(page, site);
  expect(brokenLinks(pages, site, OWN)).toEqual([]);
  const listed = pages.filter(({ file }) => file !== '404.html');
  const addressOf = (file: string): string => OWN + file.replace(/index\.html$/, '');

  const pictures = new Set<string>();
  for (const { file, meta, links } of pages) {
    const picture = meta['og:image'] ?? '';
    expect(picture, file).toMatch(new RegExp(`^${OWN}social/.+[.]png$`));
    expect(meta, file).toMatchObject({ 'twitter:card': 'summary_large_image' });
    expect(links['alternate'], file).toBe(`${BASE}changes.xml`);
    pictures.add(picture);
    if (file === '404.html') continue;
    expect(links['canonical'], file).toBe(addressOf(file));
    expect(meta['og:url'], file).toBe(addressOf(file));
  }
  // Every lesson has its own, all other pages share one.
  const lessonPages = pages.filter(({ meta }) => meta['og:type'] === 'article');
  expect(pictures.size).toBe(lessonPages.length + 1);
  for (const picture of pictures) {
    const { format, width, height } = await sharp(join(site, picture.slice(OWN.length))).metadata();
    expect([format, width, height], picture).toEqual(['png', 1200, 630]);
  }

  const inFile = (name: string, tag: string): string[] =>
    [...readFileSync(join(site, name), 'utf8').matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, 'g'))].map(
      ([, text]) => text ?? '',
    );
  expect(inFile('sitemap-index.xml', 'loc')).toEqual([`${OWN}sitemap-0.xml`]);
  expect(inFile('sitemap-0.xml', 'loc').sort()).toEqual(listed.map(({ file }) => addressOf(file)).sort());
  const changed = inFile('changes.xml', 'link').map((link) => link.slice(OWN.length));
  expect(changed.length).toBeGreaterThan(3);
  for (const path of changed) expect(existsSync(join(site, path, 'index.html')), path).toBe(true);
});
