/** What was predicted against what was measured, over the whole course: as tables and as an image. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { emptyProgress } from '../../src/course/progress/schema.ts';
import type { Progress } from '../../src/course/progress/schema.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, enlargeText, tooWide } from '../e2e/layout.ts';

const progress: Progress = {
  ...emptyProgress(),
  predictions: { 'breakers/false-opens': { phase: 'either' }, 'event-loop/one-thread': { wait: '50' } },
  results: {
    'false-opens': {
      at: '2026-11-22T10:00:00.000Z',
      engine: 'local',
      node: 'v24.21.0',
      checks: {},
      figures: { phase: 'timer' },
    },
  },
};

const visit = async (page: Page, kept: Progress): Promise<void> => {
  await page.evaluate((text) => {
    localStorage.setItem('under-load', text);
  }, JSON.stringify(kept));
  await page.reload();
};

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.bare('/summary/'));
});

test('before anything was predicted, it says so and where to begin', async ({ page }) => {
  await expect(page.getByText('There is nothing to compare yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Begin with One thread' })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save as an image' })).toBeHidden();
  await expectAccessible(page, 'empty summary');
});

test('each chapter’s questions with what was predicted, measured where and when, and recorded', async ({
  page,
}) => {
  await visit(page, progress);
  const cells = (chapter: string) => page.getByRole('table', { name: chapter }).getByRole('cell');
  await expect(cells('Circuit breakers')).toHaveText([
    'either',
    'timerNode 24.21, own machine, 22 Nov 2026',
    /\w/,
  ]);
  await expect(
    page.getByRole('rowheader', { name: 'From where in the loop must the block come' }),
  ).toBeVisible();
  await expect(cells('The event loop'), 'what was recorded is not given away').toHaveText([
    '50 ms',
    '–',
    '–',
  ]);
  await expectAccessible(page, 'summary');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWide(page), '320 px').toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await enlargeText(page);
  expect([...(await tooWide(page)), ...(await cutOff(page))], 'text twice as large').toEqual([]);
});

for (const theme of ['light', 'dark'] as const)
  test(`it is saved as an image, in the ${theme} theme of the page`, async ({ page }) => {
    await visit(page, { ...progress, settings: { theme } });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as an image' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^under-load-summary-\d{4}-\d\d-\d\d\.png$/);
    const png = await readFile(await saved.path());
    await test.info().attach('summary', { body: png, contentType: 'image/png' });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16), 'width').toBe(2400);
    const { ground, paper, colours } = await page.evaluate(
      async (bytes) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context?.drawImage(image, 0, 0);
        const data = new Uint32Array(
          context?.getImageData(0, 0, image.width, image.height).data.buffer ?? [],
        );
        const [r, g, b] = new Uint8Array(data.buffer);
        return {
          ground: `rgb(${String(r)}, ${String(g)}, ${String(b)})`,
          paper: getComputedStyle(document.documentElement).backgroundColor,
          colours: new Set(data).size,
        };
      },
      [...png],
    );
    expect(ground).toBe(paper);
    expect(colours, 'letters are drawn on it').toBeGreaterThan(20);
  });

test('what stands in the store is shown as text, whatever it is', async ({ page }) => {
  await visit(page, {
    ...progress,
    predictions: { 'breakers/false-opens': { phase: '<img src=x onerror=alert(1)>' } },
  });
  await expect(page.getByRole('table').getByText('<img src=x')).toBeVisible();
});
