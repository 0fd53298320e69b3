/** What a page may do to its reader by itself: nothing. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

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
