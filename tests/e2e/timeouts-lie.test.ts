/** The lesson "Timeouts lie": timers as points over the rule, and what a deadline said of each call. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const TIMEOUTS_LIE = { path: '/event-loop/timeouts-lie/', title: 'Timeouts lie', editable: 'deadline.ts' };
const SCATTER = 'When a timer of 500 ms fires';
const TABLE = 'What the deadline said of each call';
const CHECKS = [
  'No answer that was there in time is called late',
  'A really late answer still is',
  'It says who was late',
  'As many calls were made',
];
/** What a block of 2 s made of four timers: as text, at 2000 ms and more. */
const LATE = /^2[,.]?[0-4]\d\d$/;

test(
  'a learner sees each timer beside the rule, and mends the deadline that blames the backend',
  { tag: '@alone' },
  async ({ page, server }) => {
    test.setTimeout(180_000);
    const lesson = new LessonPage(page, server, TIMEOUTS_LIE);
    const { workbench } = lesson;
    const scatter = workbench.picture(SCATTER);
    const data = scatter.getByRole('group').filter({ hasText: `Data of ${SCATTER}` });
    await lesson.open();

    await test.step('before the run, the recording’s points, each named by its block and its start', async () => {
      await expect(
        scatter.getByRole('img', { name: /16 measured, at most [\d.]+ ms from max/ }),
      ).toBeVisible();
      await data.locator('summary').press('Enter');
      const worst = data.getByRole('row', { name: '2000 ms block, 450 ms after the timer was set' });
      await expect(worst.getByRole('cell')).toHaveText([LATE, LATE]);
      await expectAccessible(page, 'scatter and its data');
      await data.locator('summary').press('Enter');
    });

    await test.step('the run’s own points over those of the recording', async () => {
      await workbench.start();
      await expect(scatter.getByRole('listitem').filter({ hasText: 'your run' })).toBeVisible();
      await expect(scatter.getByRole('listitem').filter({ hasText: 'recorded' })).toBeVisible();
      await expect(scatter.getByRole('img', { name: /^When a timer.*\b16 measured/ })).toBeVisible({
        timeout: 30_000,
      });
      await workbench.ended('Finished');
      await data.locator('summary').click();
      await expect(data.getByRole('rowheader')).toHaveCount(16);
    });

    await test.step('who was first after a block depends on its phase', async () => {
      const row = (name: string) => workbench.picture(TABLE).getByRole('row', { name }).getByRole('cell');
      await expect(row('40 ms, block in timer')).toHaveText([/^[1-9]/, '0', 'nobody', 'loop']);
      // On a busy machine the answers of one round may have been read before its block.
      await expect(row('40 ms, block in check')).toHaveText([/^\d/, /^[1-9]/, /backend/, /loop/]);
      await expect(workbench.check(CHECKS[0] ?? '')).toContainText(/failed: (\d+) of \1 calls timed out/);
    });

    await test.step('with the deadline of the solution every check passes', async () => {
      await workbench.code.open();
      const solution = await readFile(join(ROOT, 'labs/timeouts-lie/solution/deadline.ts'), 'utf8');
      await workbench.code.replaceAll(solution);
      await workbench.start();
      await workbench.tab('Checks').click();
      await workbench.ended('Finished');
      for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
    });
  },
);
