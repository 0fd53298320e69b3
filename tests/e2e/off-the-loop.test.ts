/** The lesson "Off the loop": four ways to do the same work, and a pool that a learner sizes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const OFF_THE_LOOP = { path: '/event-loop/off-the-loop/', title: 'Off the loop', editable: 'pool.ts' };
const CHECKS = {
  throughput: 'The cores are used',
  p99: 'Nobody waits long',
  threads: 'As many threads as there is work and cores for',
};
const TABLES = {
  ways: 'The same work, 200 times a second',
  threads: 'What threads get done by themselves: pieces of 20 ms',
};

test(
  'a learner sees that one worker answers no more than the loop did, and sizes the pool',
  { tag: '@alone' },
  async ({ page, server }) => {
    test.setTimeout(240_000);
    const lesson = new LessonPage(page, server, OFF_THE_LOOP);
    const { workbench } = lesson;
    await lesson.open();
    await lesson.predict('About twice as many');

    await test.step('while it runs, the tables fill in', async () => {
      await workbench.start();
      const bare = workbench.picture(TABLES.threads).getByRole('row', { name: /^1/ });
      await expect(bare.first().getByRole('cell')).toHaveText([/^\d+\/s$/, /^\d+ ms$/], { timeout: 30_000 });
      const inline = workbench.picture(TABLES.ways).getByRole('row', { name: /^inline/ });
      await expect(inline.getByRole('cell')).toHaveText(
        [/^\d+\/s$/, /^0\/s$/, /^\d+ ms$/, /^\d+ ms$/, /^[\d.]+ cores$/],
        { timeout: 30_000 },
      );
      await workbench.ended('Finished');
    });

    await test.step('the figures stand beside the prediction, and a pool of one has let everyone wait', async () => {
      const moved = workbench.figure('Answered each second: inline, one worker');
      await expect(moved.first()).toHaveText('twice as many');
      await expect(moved.nth(1)).toHaveText(/^\d+, \d+$/);
      await expect(workbench.check(CHECKS.p99)).toContainText(/p99 \d+ ms, must be under \d+ ms/);
      await expect(workbench.check(CHECKS.p99)).toContainText('failed');
      await expectAccessible(page, 'off-the-loop, finished');
    });

    await test.step('with the pool of the solution every check passes', async () => {
      await workbench.code.open();
      await workbench.code.replaceAll(
        await readFile(join(ROOT, 'labs/off-the-loop/solution/pool.ts'), 'utf8'),
      );
      await workbench.start();
      await workbench.tab('Checks').click();
      await workbench.ended('Finished');
      for (const title of Object.values(CHECKS)) await expect(workbench.check(title)).toContainText('passed');
    });
  },
);
