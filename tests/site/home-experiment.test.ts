/** The home page's experiment, and what it says of each chapter. */
import { PROGRESS_KEY } from '../../src/course/progress/store.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { Workbench } from '../e2e/pages/workbench.ts';

test('Run plays the recording where nothing else can run it, and nothing of it is downloaded before', async ({
  page,
  server,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.install();
  await page.goto(server.bare('/'));
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => /\/(?:live|runner|false-opens|starter)[.-]/.test(path))).toEqual([]);
  const workbench = new Workbench(page, 'False opens', 'proxy.ts');
  await expect(workbench.charts.getByRole('heading', { level: 3 })).toHaveCount(3);
  await expect(workbench.region.getByText(/not a sandbox/)).toBeVisible();
  await workbench.start();
  await page.clock.runFor(12_000);
  await expect(workbench.breaker).toHaveText('Breaker open');
  await expectAccessible(page, 'home, running');
  await page.clock.fastForward(15_000);
  await workbench.ended('Finished');
  await expect(page.getByRole('link', { name: 'Start here' })).toContainText('One thread');
});

test('each chapter says how long it takes, and how much of it is done', async ({ page, server }) => {
  await page.goto(server.bare('/'));
  const chapter = page.getByRole('main').getByRole('region', { name: 'Circuit breakers' });
  await expect(chapter.getByText(/^\d h \d+ min$/)).toBeVisible();
  const minutes = (await chapter.getByRole('listitem').allTextContents()).map((text) =>
    Number(/(\d+) min/.exec(text)?.[1]),
  );
  const sum = minutes.reduce((all, one) => all + one, 0);
  const words = `${String(Math.floor(sum / 60))} h ${String(sum % 60)} min`;
  await expect(chapter.getByText(words)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Memory' }).getByText(/\d h \d+ min/)).toBeVisible();

  await page.evaluate((key) => {
    const done = { 'breakers/three-states': '2026-11-22T12:00:00.000Z' };
    const progress = { version: 1, predictions: {}, edits: {}, results: {}, done, settings: {} };
    localStorage.setItem(key, JSON.stringify(progress));
  }, PROGRESS_KEY);
  await page.reload();
  await expect(chapter.getByText(`${words} · 1 of 7 done`)).toBeVisible();
  await page.getByRole('button', { name: 'Contents' }).click();
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents.getByText(`${words} · 1 of 7 done`)).toBeVisible();
  await expectAccessible(page, 'contents, some of it done');
});
