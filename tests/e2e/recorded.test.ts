/** What a reader has without the local engine, without the workbench's scripts, and without scripts at all. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate, shortNodeVersion } from '../../src/run/format.ts';
import { readRecording } from '../../src/run/recording.ts';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import type { LessonPage } from './pages/lesson.ts';
import { CHECKS } from './pages/workbench.ts';

const CHARTS = ['Breaker', 'Event-loop delay of the proxy', 'Latency of the backend', 'Answers per second'];

/** What the badge has to say of the recording: when it was made, and on which Node. */
async function recordingLabel(): Promise<string> {
  const read = readRecording(
    await readFile(join(ROOT, 'labs/false-opens/recordings/starter.ndjson'), 'utf8'),
  );
  const head = read.ok && read.records.find((record) => record.kind === 'run');
  if (!head) throw new Error('The recording of false-opens has no first record.');
  return `Recording · ${formatDate(head.startedAt)}, Node ${shortNodeVersion(head.node)}`;
}

/** The recording's charts as pictures, each with a sentence, and behind it its figures. */
async function expectCharts({ workbench }: LessonPage): Promise<void> {
  for (const title of CHARTS) {
    await expect(workbench.charts.getByRole('img', { name: title })).toBeVisible();
    const data = workbench.charts.getByRole('group').filter({ hasText: `Data of ${title}` });
    await expect(data.getByRole('table')).toBeHidden();
    await data.locator('summary').click();
    await expect(data.getByRole('table')).toBeVisible();
    await expect(data.getByRole('rowheader').last()).toHaveText(/^\d+$/);
    await data.locator('summary').click();
  }
}

test('without the printed address, Run plays the recording and says what it is', async ({ page, lesson }) => {
  const { workbench } = lesson;
  // The recording is played to its end faster than it was made.
  await page.clock.install();
  await lesson.openWithoutToken();
  await expect(workbench.badge).toHaveText(await recordingLabel());
  await workbench.start();
  await expect(workbench.badge).toHaveText(await recordingLabel());
  await page.clock.runFor(12_000);
  await expect(workbench.breaker).toHaveText('Breaker open');
  await expect(workbench.check(CHECKS.noFalseOpen)).toContainText(/failed: [1-9]\d* at/);
  await page.clock.runFor(12_000);
  await workbench.ended('Finished');

  await test.step('nothing is called measured that was not', async () => {
    await expect(workbench.figure('False opens')).toHaveText(['', '–', /^[1-9]\d*, at/]);
  });

  await test.step('why it is a recording, and what to do, is behind the badge', async () => {
    await workbench.badge.click();
    await expect(workbench.region.getByRole('dialog', { name: 'Engine' })).toContainText(
      'this page was not opened with the address that npm start prints',
    );
  });
  await expectAccessible(page, 'recording played, with the engine’s panel');
});

test.describe('with the workbench’s scripts blocked', () => {
  test.use({ tolerated: /ERR_FAILED/ });

  test('the charts stay, Run says what failed, and works once they are there', async ({ page, lesson }) => {
    const { workbench } = lesson;
    const scripts = /\/_astro\/(live|editor)\.[^/]+\.js$/;
    let blocked = 0;
    await page.route(scripts, async (route) => {
      blocked += 1;
      await route.abort();
    });
    await lesson.open();
    await expectCharts(lesson);
    expect(blocked, 'scripts asked for before Run').toBe(0);
    await workbench.run.click();
    await expect(workbench.problems).toContainText('The workbench could not be loaded.');
    expect(blocked).toBeGreaterThan(0);
    await expectCharts(lesson);
    await expectAccessible(page, 'workbench not loaded', ['light']);

    await page.unroute(scripts);
    await workbench.start();
    await expect(workbench.problems).toBeEmpty();
    await workbench.stop.click();
    await workbench.ended('Stopped');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson is readable, with the charts and their figures', async ({ page, lesson }) => {
    await lesson.open();
    await expect(lesson.title).toBeVisible();
    await expectCharts(lesson);
    await expect(lesson.workbench.badge).toHaveText(await recordingLabel());
    // Playwright's text search leaves out what stands in <noscript>.
    await expect(page.locator('noscript p')).toContainText('Running the lab needs JavaScript.');
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(lesson.code('breaker')).toContainText('new CircuitBreaker(callBackend, {');
    const hint = page.getByRole('region', { name: 'Fix' }).getByRole('group').first();
    await expect(hint.getByRole('paragraph')).toBeHidden();
    await hint.locator('summary').click();
    await expect(hint.getByRole('paragraph')).toBeVisible();
  });
});
