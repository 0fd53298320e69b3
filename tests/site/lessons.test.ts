/** What every lesson owes its reader, whatever it is about. */
import type { Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, enlargeText, tooWide } from '../e2e/layout.ts';
import { lessons as all } from '../lessons.ts';

const lessons = all.filter(({ draft }) => !draft);

const MOST_BYTES = 20_000;

/** Bytes, compressed, of every script among these answers. */
async function scriptBytes(answers: readonly Response[]): Promise<number> {
  const scripts = answers.filter(
    (answer) =>
      answer.request().resourceType() === 'script' ||
      (answer.headers()['content-type'] ?? '').includes('javascript'),
  );
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('there are lessons', () => {
  expect(lessons.length).toBeGreaterThan(0);
});

for (const { address, title } of lessons) {
  test.describe(title, () => {
    test('loads at most 20 kB of JavaScript before Run, and nothing else than text, styles and fonts', async ({
      page,
      server,
    }) => {
      const answers: Response[] = [];
      page.on('response', (answer) => answers.push(answer));
      await page.goto(server.page(address));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      // Read to the end, as a reader would, so that what waits to be scrolled to is there too.
      await page.getByRole('heading', { name: 'Sources', exact: true }).scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      const bytes = await scriptBytes(answers);
      test
        .info()
        .annotations.push({ type: 'JavaScript before Run, gzip', description: `${String(bytes)} bytes` });
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
      const others = answers.filter(
        (answer) => !['document', 'font', 'script', 'stylesheet'].includes(answer.request().resourceType()),
      );
      expect(others.map((answer) => answer.url()).filter((url) => !url.endsWith('/favicon.svg'))).toEqual([]);
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
