/** What pages say of themselves, and whether their links lead anywhere. */
import { join } from 'node:path';
import { expect, ROOT, test } from '../e2e/fixtures.ts';
import { lessons } from '../lessons.ts';
import { brokenLinks, readSite } from './crawl.ts';
import type { BuiltPage } from './crawl.ts';

const DIST = join(ROOT, 'dist');

test('no link within the site leads nowhere, no page is without a way to it, no id stands twice in a page', async ({
  page,
  server,
}) => {
  await page.goto(server.page('/'));
  const pages = await readSite(page, DIST);
  expect(pages.length).toBeGreaterThan(lessons.filter(({ draft }) => !draft).length);
  expect(brokenLinks(pages, DIST, 'http://site.test/')).toEqual([]);
  expect(pages.filter(({ twice }) => twice.length > 0).map(({ file, twice }) => [file, twice])).toEqual([]);
  const led = new Set(pages.flatMap(({ addresses }) => addresses.map((one) => one.replace(/#.*/, ''))));
  const pathOf = ({ file }: BuiltPage): string => `/${file.replace(/index\.html$/, '')}`;
  expect(pages.map(pathOf).filter((path) => path !== '/404.html' && !led.has(path))).toEqual([]);
});

test('each page has a title and a description of its own, the same where it is shared', async ({
  page,
  server,
}) => {
  await page.goto(server.page('/'));
  const pages = await readSite(page, DIST);
  for (const key of ['title', 'description'] as const) {
    const said = pages.map(({ title, meta }) => (key === 'title' ? title : (meta['description'] ?? '')));
    expect(said, key).toEqual([...new Set(said)]);
    for (const text of said) expect(text.length, text).toBeGreaterThan(key === 'title' ? 10 : 25);
  }
  for (const { file, title, meta, links } of pages) {
    expect(meta, file).toMatchObject({
      'og:title': title,
      'og:description': meta['description'],
      'og:site_name': 'Under Load',
      'twitter:card': 'summary',
    });
    // Without the site's own address there is no whole address of a picture.
    expect(meta, file).not.toHaveProperty('og:image');
    expect(links, file).not.toHaveProperty('canonical');
  }
});
