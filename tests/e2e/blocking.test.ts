/** The lesson "Blocking": what each meter said of a loop that a learner has just seen blocked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const BLOCKING = { path: '/event-loop/blocking/', title: 'Blocking', editable: 'meter.ts' };
const CHECKS = {
  readsRight: 'Reads how long the loop is blocked, while it is',
  alarm: 'Raises the alarm while the loop is blocked',
  quiet: 'Stays quiet while no block is long',
  serves: 'The service still serves',
};

test('a learner sees the loop’s own meter miss every block, and a watchdog read them all', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, BLOCKING);
  const { workbench } = lesson;
  await lesson.open();

  await test.step('two predictions, of which a number is one', async () => {
    await lesson.prediction.first().getByRole('radio', { name: 'About 250 ms' }).check();
    await lesson.prediction.first().getByRole('button', { name: 'Commit' }).click();
    await expect(lesson.prediction.first().getByRole('status')).toHaveText(/You predicted: About 250 ms/);
  });

  // On a busy machine a block lasts longer than it was meant to.
  await test.step('while it runs, the table fills in, a row for each part', async () => {
    await workbench.start();
    const row = workbench.picture('What each meter made of it').getByRole('row', { name: /^one of 300 ms/ });
    await expect(row.getByRole('cell')).toHaveText(['nothing', /^[3-9]\d\d ms$/, /ms$/, /%$/, /^\d+ ms$/], {
      timeout: 30_000,
    });
    await workbench.ended('Finished');
  });

  await test.step('the figures stand beside the prediction, and the checks say what was read', async () => {
    await expect(workbench.figure('Your meter, while the loop was blocked for 500 ms')).toHaveText([
      'about 250 ms',
      'nothing',
      'nothing',
    ]);
    await expect(workbench.check(CHECKS.readsRight)).toContainText(/100 ms read as 0 ms while they lasted/);
    await expect(workbench.check(CHECKS.alarm)).toContainText(/0 of \d+ while it lasted/);
    await expectAccessible(page, 'blocking, finished');
  });

  await test.step('with the watchdog of the solution every check passes', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll(await readFile(join(ROOT, 'labs/blocking/solution/meter.ts'), 'utf8'));
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    for (const title of Object.values(CHECKS)) {
      await expect(workbench.check(title)).toContainText('passed');
    }
    await expect(workbench.check(CHECKS.readsRight)).toContainText(/100 ms as \d+, 250 ms as \d+, 500 ms as/);
  });
});
