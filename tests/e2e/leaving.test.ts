/** A learner who leaves in the middle of a run: the run ends with the page that started it, and no other does. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { isRunning } from './processes.ts';
import { LessonPage } from './pages/lesson.ts';

const GONE_WITHIN = 5000;

for (const { how, leave } of [
  { how: 'closing the tab', leave: (page: Page) => page.close() },
  { how: 'going to another page', leave: (page: Page) => page.goto('about:blank') },
  { how: 'reloading', leave: (page: Page) => page.reload() },
]) {
  test(`${how} in the middle of a run leaves none of its programs`, async ({ context, server }) => {
    const page = await context.newPage();
    const lesson = new LessonPage(page, server);
    await lesson.open();
    await lesson.workbench.start();
    const programs = server.processes();
    expect(programs.length).toBeGreaterThanOrEqual(4);

    await leave(page);
    await expect
      .poll(() => programs.filter(isRunning), { message: 'what is left of the run', timeout: GONE_WITHIN })
      .toEqual([]);
  });
}

test('each of two tabs has a run of its own, and one that is closed takes only its own with it', async ({
  context,
  server,
}) => {
  const [first, second] = [
    new LessonPage(await context.newPage(), server),
    new LessonPage(await context.newPage(), server),
  ] as const;
  await first.open();
  await second.open();
  await first.workbench.start();
  const own = server.processes();
  await second.workbench.start();
  await first.page.close();
  await expect.poll(() => own.filter(isRunning), { timeout: GONE_WITHIN }).toEqual([]);
  await expect(second.workbench.announced).toHaveText(/^Running/);
  expect(server.processes().length).toBeGreaterThanOrEqual(4);
  await second.workbench.stop.click();
  await second.workbench.ended('Stopped');
});
