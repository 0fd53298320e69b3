/** The lesson "Under load": what a failure costs, a closed loop that spins on rejections, and what to turn off. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const UNDER_LOAD = { path: '/breakers/under-load/', title: 'Under load', editable: 'breaker.ts' };
const CHECKS = {
  cheap: 'A failure costs a fifth, or less',
  counts: 'It counts and opens as before',
  protects: 'It stays closed in the noise, and opens in the outage',
};
const COSTS = 'What a failure costs';
const TOLD = 'What the generators say';

test(
  'a learner reads what a failure costs, turns the percentiles off, and sees the closed loop spin',
  { tag: '@alone' },
  async ({ page, server }) => {
    test.setTimeout(120_000);
    const lesson = new LessonPage(page, server, UNDER_LOAD);
    const { workbench } = lesson;
    await lesson.open();
    for (const [question, answer] of [
      [/A call fails/, 'About 2 ms'],
      [/10 connections/, 'Fewer'],
    ] as const) {
      const choice = page.getByRole('group', { name: question }).getByRole('radio', { name: answer });
      await choice.check();
      await choice.press('Enter');
    }

    await test.step('the recording says what a failure costs, in a picture, a sentence and a table', async () => {
      const costs = workbench.picture(COSTS);
      const said = /At 50,000 calls in the window: as in the source [\d.]+ ms, no percentiles 0\.\d+ ms/;
      await expect(costs.getByRole('img', { name: said })).toBeVisible();
      await costs.getByText(said).click();
      const row = costs.getByRole('row', { name: /^10,000/ });
      await expect(row.getByRole('cell')).toHaveText([/^[\d.]+$/, /^0\.\d+$/, /^[\d.]+$/]);
      await expectAccessible(page, 'under-load, of the recording');
    });

    await test.step('with the two options of the solution every check passes', async () => {
      await workbench.code.open();
      await workbench.code.replaceAll(
        await readFile(join(ROOT, 'labs/under-load/solution/breaker.ts'), 'utf8'),
      );
      await workbench.start();
      await workbench.tab('Checks').click();
      await workbench.ended('Finished');
      for (const title of Object.values(CHECKS)) await expect(workbench.check(title)).toContainText('passed');
      await expect(workbench.check(CHECKS.cheap)).toContainText(/0\.\d+ ms against [\d.]+ ms/);
    });

    await test.step('the generators have told two stories of the same breaker', async () => {
      const told = workbench.picture(TOLD);
      const closed = told.getByRole('row', { name: /^closed loop, breaker open \d/ }).getByRole('cell');
      await expect(closed.nth(0)).toHaveText(/^[\d,]+\/s$/);
      await expect(closed.nth(1)).toHaveText('0/s');
      const open = told.getByRole('row', { name: /^open loop, breaker open \d/ }).getByRole('cell');
      await expect(open.nth(0)).toHaveText(/^(19|20)\d\/s$/);
      const spin = workbench.figure('Answers a second in the closed loop: healthy, breaker open');
      await expect(spin.first()).toHaveText('fewer');
      await expect(spin.nth(1)).toHaveText(/^[\d,]+, [\d,]+$/);
    });
  },
);
