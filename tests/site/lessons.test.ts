/** What every lesson owes its reader, whatever it is about. */
import { noteLoads, kinds, sumOf } from '../bench/page-bytes.ts';
import { MOST_BYTES, MOST_FILES } from '../budgets.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, enlargeText, tooWide } from '../e2e/layout.ts';
import { lessons as all } from '../lessons.ts';

const lessons = all.filter(({ draft }) => !draft);

test('there are lessons', () => {
  expect(lessons.length).toBeGreaterThan(0);
});

for (const { address, title } of lessons) {
  test.describe(title, () => {
    test('loads at most 20 kB of JavaScript before Run, text, styles and fonts within their budgets, and nothing else', async ({
      page,
      server,
    }) => {
      const loaded = noteLoads(page);
      await page.goto(server.page(address));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      // Read to the end, as a reader would, so that what waits to be scrolled to is there too.
      await page.getByRole('heading', { name: 'Sources', exact: true }).scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      const loads = await loaded();
      for (const kind of kinds) {
        const { bytes, requests } = sumOf(loads, kind);
        const type = `${kind} before Run, gzip`;
        test.info().annotations.push({ type, description: `${String(bytes)} bytes` });
        expect(requests, `files: ${kind}`).toBeGreaterThan(0);
        expect(bytes, `bytes: ${kind}`).toBeLessThanOrEqual(MOST_BYTES[kind]);
      }
      expect(loads.length, 'files').toBeLessThanOrEqual(MOST_FILES);
      const others = loads.filter(({ kind }) => kind === 'other').map(({ url }) => url);
      expect(others.filter((url) => !url.endsWith('/favicon.svg'))).toEqual([]);
    });

    test('fits 320 px, and 1280 px with text twice as large, and has nothing for axe to find', async ({
      page,
      server,
    }) => {
      await page.goto(server.page(address));
      await expectAccessible(page, `${title}, before a run`);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await tooWide(page), '320 px').toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      await enlargeText(page);
      expect([...(await tooWide(page)), ...(await cutOff(page))], 'text twice as large').toEqual([]);
    });
  });
}
