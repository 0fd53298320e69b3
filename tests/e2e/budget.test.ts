/** What the reading page may cost, before anybody presses Run. */
import type { Page, Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';

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

test('a lesson downloads at most 20 kB of JavaScript before Run, and nothing else than text, styles and fonts', async ({
  page,
  lesson,
}) => {
  const answers: Response[] = [];
  page.on('response', (answer) => answers.push(answer));
  await lesson.open();
  // Read to the end, as a reader would, so that what waits to be scrolled to is there too.
  await page.getByRole('heading', { name: 'Sources' }).scrollIntoViewIfNeeded();
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

/** Everything that moved by itself since the page began: how far, and what. Input excuses nothing. */
function shifts(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
}

/** Has the page write down every box that is shown at another place than before. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      value: number;
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
    const seen: string[] = [];
    Object.assign(globalThis, { shifts: seen });
    const note = ({ value, startTime, sources }: Shift) => {
      for (const { node, previousRect: before, currentRect: after } of sources) {
        // Another text in the same line, aligned at one side, is longer or shorter: it has not moved.
        const sameLine = before.top === after.top && before.bottom === after.bottom;
        if (sameLine && (before.left === after.left || before.right === after.right)) continue;
        const name = node instanceof Element ? node.className : node?.nodeValue;
        seen.push(`${value.toFixed(5)} at ${String(Math.round(startTime))} ms: ${name ?? '?'}`);
      }
    };
    new PerformanceObserver((list) => {
      (list.getEntries() as Shift[]).forEach(note);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

test('nothing in the lesson moves by itself: not while it loads, goes live, starts and runs', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await watchShifts(page);
  await lesson.open();
  await page.waitForLoadState('networkidle');
  expect(await shifts(page), 'loading').toEqual([]);
  await workbench.start();
  await expect(workbench.scenario).toHaveAttribute('aria-valuenow', '2');
  expect(await shifts(page), 'going live and running').toEqual([]);
  await workbench.stop.click();
  await workbench.ended('Stopped');
});
