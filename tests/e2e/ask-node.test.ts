/** The lesson "Ask Node": a CPU profile that a learner reads as a table and opens as a flame graph. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';
import { watch } from './watch.ts';

const ASK_NODE = { path: '/event-loop/ask-node/', title: 'Ask Node', editable: 'helpers.ts' };
const CHECKS = {
  offTheLoop: 'The slow call takes none of the loop’s time',
  right: 'Every answer is still right',
  small: 'Pages are still small',
};
const PROFILE = 'CPU profile of the service';

/** The tab that a press of the button opens, with what its page complained of. */
async function openFlameGraph(page: Page, press: () => Promise<void>) {
  const opened = page.context().waitForEvent('page');
  await press();
  const tab = await opened;
  return { tab, complaints: watch(tab) };
}

/** speedscope draws on a canvas, but its view by function is a table. */
async function expectFunctions(tab: Page, names: readonly string[]): Promise<void> {
  await expect(tab).toHaveTitle(/^service-1\.cpuprofile - speedscope$/);
  await tab.getByText('Sandwich').click();
  for (const name of names) await expect(tab.getByText(name, { exact: true }).first()).toBeVisible();
}

test('before anything was run, the recorded profile opens as a flame graph, served by the course itself', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, ASK_NODE);
  await lesson.openWithoutToken();
  const profile = lesson.workbench.picture(PROFILE);
  const first = profile.getByRole('row').nth(1);
  await expect(first).toContainText('writeSync');
  await expect(first).toContainText(/pack \(helpers\.ts:\d+\)/);
  const { tab, complaints } = await openFlameGraph(page, () =>
    profile.getByRole('button', { name: 'Open as a flame graph' }).click(),
  );
  await expectFunctions(tab, ['writeSync', 'writev']);
  expect(new URL(tab.url()).pathname).toBe('/speedscope/');
  expect(complaints).toEqual([]);
});

test('the page of flame graphs can ask nothing of the server that it is from', async ({ page, server }) => {
  await page.goto(server.bare('/speedscope/'));
  // What the policy refuses is in the console too, so it is asked of a page that is not watched.
  const other = await page.context().newPage();
  await other.goto(server.bare('/speedscope/'));
  const asked = await other.evaluate(() =>
    fetch('/api/engine').then(
      ({ status }) => status,
      (error: unknown) => String(error),
    ),
  );
  expect(asked).toMatch(/^TypeError/);
});

test('a learner finds the slow call by the profile of a run, replaces it, and keeps the profile', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const lesson = new LessonPage(page, server, ASK_NODE);
  const { workbench } = lesson;
  const profile = workbench.picture(PROFILE);
  await lesson.open();
  await lesson.predict('formKey: 2000 rounds of a key derivation');

  await test.step('while it runs, each flag says what came of it', async () => {
    await workbench.start();
    const rejects = workbench.picture('Flags').getByRole('row', { name: /^node rejects\.ts/ });
    await expect(rejects.getByRole('cell')).toHaveText(['the error, and ended', '1'], { timeout: 30_000 });
    await workbench.ended('Finished');
  });

  await test.step('the profile is one of this run: it names the helper, and opens', async () => {
    await expect(profile.getByText('recorded')).toBeHidden();
    await expect(profile.getByRole('row').nth(1)).toContainText(/pack \(helpers\.ts:\d+\)/);
    await expect(workbench.figure('Which helper takes the time').first()).toHaveText('formKey');
    await expect(workbench.figure('Which helper takes the time').nth(1)).toHaveText(/^pack, \d+%$/);
    await expect(workbench.check(CHECKS.offTheLoop)).toContainText(/must be under \d+ ms/);
    const { tab, complaints } = await openFlameGraph(page, () =>
      profile.getByRole('button', { name: 'Open as a flame graph' }).click(),
    );
    await expectFunctions(tab, ['writeSync']);
    // The tab of the lesson has the token there; the page of flame graphs must not get it.
    expect(await page.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
    expect(await tab.evaluate(() => sessionStorage.length)).toBe(0);
    expect(complaints).toEqual([]);
    await tab.close();
    await expectAccessible(page, 'ask-node, finished');
  });

  await test.step('it can be kept, and has no path of this machine in it', async () => {
    const downloading = page.waitForEvent('download');
    await profile.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('service-1.cpuprofile');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('helpers.ts');
    expect(text).not.toContain('file:');
    expect(text).not.toContain(ROOT);
  });

  await test.step('with the call replaced every check passes', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll(await readFile(join(ROOT, 'labs/ask-node/solution/helpers.ts'), 'utf8'));
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    for (const title of Object.values(CHECKS)) await expect(workbench.check(title)).toContainText('passed');
  });
});
