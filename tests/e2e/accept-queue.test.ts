/** The lesson "The accept queue": a run in a network of its own, in which nothing from outside can ask. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const ACCEPT_QUEUE = { path: '/os/accept-queue/', title: 'The accept queue', editable: 'settings.ts' };
const works = spawnSync('unshare', ['-Urn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
const somaxconn = (): string => readFileSync('/proc/sys/net/core/somaxconn', 'utf8');

test('a learner sees the queue overflow, asks the server inside, and the machine keeps its settings', async ({
  page,
  server,
}) => {
  test.skip(!works, 'no network namespace can be made here');
  test.setTimeout(90_000);
  const before = somaxconn();
  const lesson = new LessonPage(page, server, ACCEPT_QUEUE);
  const { workbench } = lesson;
  await lesson.open();
  await workbench.start();

  const row = (name: RegExp) =>
    workbench.picture('The same burst, four times').getByRole('row', { name }).getByRole('cell');
  await test.step('the table says what the queue lost with the first setting', async () => {
    // Before the page asks anything: its request would take a place in the queue.
    await expect(workbench.picture('The same burst, four times')).toHaveAccessibleName(
      'The same burst, four times',
    );
    await expect(row(/^16, 511/).nth(3)).toHaveText('43 of 60', { timeout: 15_000 });
  });

  await test.step('a request of the page is answered, though no address leads there', async () => {
    await workbench.tab('Requests').click();
    await workbench.panel.getByRole('button', { name: 'The page' }).click();
    await expect(workbench.answers.first()).toContainText('200', { timeout: 20_000 });
    await expect(workbench.panel.getByRole('button', { name: 'Copy as curl' })).toBeHidden();
  });

  await test.step('the table says what the queue lost, with one setting and the other', async () => {
    await workbench.ended('Finished');
    await expect(row(/^16, 511/).nth(3)).toHaveText('43 of 60');
    await expect(row(/^4096, 511 /).nth(3)).toHaveText('0 of 60');
    await workbench.tab('Checks').click();
    await expect(workbench.check('The queue does not overflow')).toContainText(/failed: \d+ attempts/);
  });
  expect(somaxconn()).toBe(before);
});
