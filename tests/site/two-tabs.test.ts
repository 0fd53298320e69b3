/** Two tabs that write at the same moment, in a real browser: there each hears of the other only later. */
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { expect, ROOT, test } from '../e2e/fixtures.ts';
import type * as Course from '../../src/course/progress.ts';

declare global {
  interface Window {
    course?: typeof Course;
  }
}

const CHANGES = 100;

/** The page's own module of progress, once more, to be asked from here. */
async function withProgress(page: Page): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ['src/course/progress.ts'],
    absWorkingDir: ROOT,
    bundle: true,
    format: 'iife',
    globalName: 'course',
    write: false,
  });
  await page.evaluate(`${outputFiles[0]?.text ?? ''}; window.course = course;`);
}

/** Marks so many lessons as done, one soon after the other. */
const change = (page: Page, tab: string): Promise<void> =>
  page.evaluate(
    async ({ tab: name, count }) => {
      for (let i = 0; i < count; i += 1) {
        window.course?.updateProgress((progress) => ({
          ...progress,
          done: { ...progress.done, [`${name}/${String(i)}`]: '2026-11-22T09:00:00.000Z' },
        }));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 6));
      }
    },
    { tab, count: CHANGES },
  );

const done = (page: Page): Promise<number> =>
  page.evaluate(() => Object.keys(window.course?.readProgress().done ?? {}).length);

test('a hundred changes in each of two tabs at the same time are all kept, and both tabs have them', async ({
  page,
  context,
  server,
}) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(server.bare('/glossary/'));
    await withProgress(tab);
  }
  await Promise.all([change(page, 'first'), change(other, 'second')]);
  await expect.poll(() => Promise.all([done(page), done(other)])).toEqual([2 * CHANGES, 2 * CHANGES]);
  await page.reload();
  await withProgress(page);
  expect(await done(page)).toBe(2 * CHANGES);
});
