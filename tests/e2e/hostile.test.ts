/** A program that says anything but what a program should: nothing runs, nothing freezes, what is wrong is said. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, startServer, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const program = (name: string) =>
  readFileSync(new URL(`../fixtures/programs/${name}.ts`, import.meta.url), 'utf8');

/** What no text of a program may become in the page. */
const ALIVE = 'script, img, iframe, object, embed, foreignObject, [onerror], [href^="javascript:"]';

test('what a program says is text in every panel, and what cannot be seen is named', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const nothingRan = async (panel: string) => {
    expect(await workbench.region.locator(ALIVE).count(), `elements in ${panel}`).toBe(0);
    expect(await page.evaluate(() => 'owned' in globalThis), `a global set in ${panel}`).toBe(false);
    expect(dialogs).toEqual([]);
  };

  await lesson.open();
  await workbench.code.open();
  await workbench.code.replaceAll(program('hostile'));
  await workbench.start();

  await test.step('requests', async () => {
    await workbench.tab('Requests').click();
    await workbench.panel.getByRole('button', { name: 'One call through the breaker' }).click();
    const answer = workbench.answers.first();
    await expect(answer).toContainText(/^203/);
    const body = answer.getByRole('region', { name: 'Body of GET /api/data' });
    await expect(body).toContainText('{"a":1e999} <img src="http://evil.test/x"');
    await expect(body).toContainText('bidiU+202Egnp.exeU+202C zeroU+200Bwidth');
    await expect(body).toContainText('U+001B[31mhalf\ufffd');
    await answer.getByText('Headers', { exact: true }).click();
    await expect(answer.getByRole('definition').filter({ hasText: '<img' })).toBeVisible();
    await expect(answer).toContainText('U+009B31m');
    await expect(answer).toContainText('Headers of a reserved name are left out: __proto__, constructor.');
    await nothingRan('Requests');
  });

  // From here on the run is over, and all that it said is still there.
  await test.step('an error whose message is markup, in the problem and at its line', async () => {
    await workbench.tab('Requests').click();
    await workbench.panel.getByRole('button', { name: 'State of the breaker' }).click();
    await workbench.ended('Failed');
    await expect(workbench.announced).toContainText('Some of what was reported is left out.');
    await expect(workbench.problems).toContainText('Error: <img src="http://evil.test/x"');
    await expect(workbench.problems).toContainText('U+202E');
    await workbench.problems.getByRole('button', { name: /^Show proxy\.ts, line \d+$/ }).click();
    await expect(workbench.code.errorNote).toContainText('Error: <img src="http://evil.test/x"');
    await nothingRan('the error');
  });

  await test.step('output', async () => {
    await workbench.tab('Output').click();
    const log = workbench.panel.getByRole('log');
    const search = workbench.panel.getByRole('searchbox', { name: 'Search the output' });
    await expect(
      log.getByText('<img src="http://evil.test/x" onerror="globalThis.owned=1">').first(),
    ).toBeVisible();
    await search.fill('gnp.exe');
    await expect(log).toContainText(
      'bidiU+202Egnp.exeU+202C zeroU+200Bwidth lineU+2028break half\ufffd tagU+E0041',
    );
    await search.fill('cleared');
    await expect(log).toContainText('red link cleared');
    await search.fill('half\ufffd');
    await expect(log).toContainText('half\ufffd');
    await search.fill('');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.panel.getByRole('button', { name: 'Copy all' }).click();
    await expect(workbench.panel.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('bidiU+202Egnp.exe');
    expect(copied).not.toMatch(/[\u001b\u200b\u2028\u202e]/);
    await expect(log).not.toContainText('forged line');
    await nothingRan('Output');
  });

  await test.step('charts, their data and the scenario', async () => {
    await workbench.tab('Checks').click();
    await expect(workbench.charts).toContainText('1e308 ms');
    for (const data of await workbench.charts.getByRole('group').all()) await data.locator('summary').click();
    await expect(workbench.charts.getByRole('table', { name: /^Event-loop delay/ })).toContainText('1e308');
    await expect(workbench.region).not.toContainText('forged');
    await nothingRan('charts');
  });

  await test.step('what is wrong is counted and said, as text too', async () => {
    await expect(workbench.leftOut).toContainText('Left out of what proxy reported');
    await expect(workbench.leftOut).toContainText(/\d+ values that are not finite numbers/);
    await expect(workbench.leftOut).toContainText(/\d+ names that are empty, too long or reserved/);
    await expect(workbench.leftOut).toContainText('2 lines that are not JSON');
    await expect(workbench.leftOut).toContainText('2 reports of kinds that are not for programs');
    await expect(workbench.leftOut).toContainText(/\d+ reports of proxy had no time, or one in the future/);
    await nothingRan('what is left out');
  });
  await expectAccessible(page, 'a hostile program');
});

test('a flood freezes nothing: each click is answered within a second, and the rest is counted', async ({
  page,
}) => {
  const server = await startServer([
    'src/server/main.ts',
    ...['--port', '0', '--no-open', '--limit', 'output=32MiB', '--limit', 'memory=3GiB'],
  ]);
  try {
    const lesson = new LessonPage(page, server);
    const { workbench } = lesson;
    await lesson.open();
    await workbench.code.open();
    await workbench.code.replaceAll(program('flood'));
    await workbench.start();

    const waits = await clickTimes(page);
    let clicks = 0;
    const end = page.getByText('the flood is over');
    for (let over = false; !over; over = (await end.count()) > 0 || (await workbench.run.count()) > 0) {
      for (const name of ['Checks', 'Requests', 'Output'] as const) {
        await workbench.tab(name).click();
        await expect(workbench.tab(name)).toHaveAttribute('aria-selected', 'true');
        clicks += 1;
      }
    }
    await expect(end).toBeVisible();
    expect(clicks).toBeGreaterThan(8);
    expect(Math.max(0, ...(await waits())), 'ms from the slowest click to its answer').toBeLessThan(1000);

    await expect(workbench.panel.getByRole('log')).toContainText('line 99999');
    await workbench.ended('Finished');
    await expect(workbench.leftOut).toContainText('999,900 values past the first 100 names of series');
    await expect(workbench.leftOut).toContainText('10,000 events past the first 20,000');
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(20_000);
  } finally {
    await server.stop();
  }
});

/** Watches how long the page takes from a click until it has drawn what comes of it; gives the times in ms, if above 16. */
async function clickTimes(page: Page): Promise<() => Promise<number[]>> {
  const seen = await page.evaluateHandle(() => {
    const times: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'click') times.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    return times;
  });
  return () => seen.jsonValue();
}
