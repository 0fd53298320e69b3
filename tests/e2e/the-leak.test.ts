/** The lesson "The leak": what is alive after 12,000 requests, whose time it is, and a fix that passes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const THE_LEAK = { path: '/breakers/the-leak/', title: 'The leak', editable: 'uncivilized.ts' };
const CHECKS = {
  through: 'Every request is answered through a breaker',
  quiet: 'No CPU time without requests',
  timers: 'No timers are left',
  heap: 'The heap stays flat',
};
const TABLES = {
  sides: 'Side by side',
  files: 'Ticks by file, 3 s after the load',
  knobs: 'What is left of a breaker',
};

test('before anything was run, the recording shows the timers that are left and the file that takes the time', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, THE_LEAK);
  await lesson.openWithoutToken();
  const { workbench } = lesson;
  const row = (table: string, name: string | RegExp) => workbench.picture(table).getByRole('row', { name });
  const timers = row(TABLES.sides, 'timers alive after the load').getByRole('cell');
  await expect(timers).toHaveText([/^24,0\d\d$/, /^\d\d?$/]);
  await expect(row(TABLES.sides, 'getActiveResourcesInfo').getByRole('cell')).toHaveText([/^\d$/, /^\d$/]);
  await expect(workbench.picture(TABLES.files).getByRole('row').nth(1)).toContainText(
    'opossum/lib/status.js',
  );
  await expect(row(TABLES.knobs, 'rollingCountTimeout: 1000').getByRole('cell').last()).toHaveText(/\sms$/);
  const opened = page.context().waitForEvent('page');
  await workbench
    .picture('CPU profile of /, after the load')
    .getByRole('button', { name: 'Open as a flame graph' })
    .click();
  const tab = await opened;
  await expect(tab).toHaveTitle(/^uncivilized-1\.cpuprofile - speedscope$/);
});

test('a learner shares one breaker: every check passes, and the backend that is down is left alone', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, THE_LEAK);
  const { workbench } = lesson;
  await lesson.open();
  await lesson.predict('Nothing: no requests, no work');
  await workbench.code.open();
  const solution = await readFile(join(ROOT, 'labs/the-leak/solution/uncivilized.ts'), 'utf8');
  await workbench.code.replaceAll(solution);
  await workbench.start();
  await workbench.tab('Checks').click();
  await workbench.ended('Finished');
  for (const title of Object.values(CHECKS)) await expect(workbench.check(title)).toContainText('passed');

  const sides = workbench.picture(TABLES.sides);
  await expect(sides.getByText('recorded')).toBeHidden();
  const reached = sides.getByRole('row', { name: 'backend down' }).getByRole('cell');
  await expect(reached).toHaveText([/^\d\d? of 200$/, '200 of 200']);
  await expect(workbench.figure('CPU time each second after the load').first()).toHaveText('nothing');
  await expectAccessible(page, 'the-leak, finished');
});
