/** The lesson "Outside": three breakers in front of one backend, one of them HAProxy, which a learner configures. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../scripts/lib/programs.mjs';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const OUTSIDE = { path: '/breakers/outside/', title: 'Outside', editable: 'haproxy.cfg' };
const CHECKS = [
  'HAProxy does not take the busy service for a failing backend',
  'It takes the slow backend out',
  'It takes it in again',
];
const WAYS = 'The same faults, seen from three places';

test('a learner tells HAProxy what ill means, and compares it with a breaker in the busy service', async ({
  page,
  server,
}) => {
  test.skip(findProgram('haproxy') === undefined, 'HAProxy is not there: npm run provide -- haproxy');
  const lesson = new LessonPage(page, server, OUTSIDE);
  const { workbench } = lesson;
  await lesson.open();
  const inside = page.getByRole('radio', { name: 'Only the one inside the service' });
  await inside.check();
  await lesson.prediction.filter({ has: inside }).getByRole('button', { name: 'Commit' }).click();

  await test.step('with a line that HAProxy refuses nothing runs, and the line is marked', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll('global\n  maxcnon 500\n');
    await workbench.run.click();
    await workbench.ended('Failed');
    await expect(workbench.code.errorLine).toHaveText('  maxcnon 500');
    await expect(workbench.code.errorNote).toContainText("unknown keyword 'maxcnon'");
  });

  await test.step('with the configuration of the solution every check passes', async () => {
    await workbench.code.replaceAll(await readFile(join(ROOT, 'labs/outside/solution/haproxy.cfg'), 'utf8'));
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
  });

  await test.step('the table and the figures say which breaker opened, and when', async () => {
    const row = (name: string) => workbench.picture(WAYS).getByRole('row', { name }).getByRole('cell');
    await expect(row('opossum, in the service').first()).toHaveText(/^[1-9]/);
    await expect(row('HAProxy')).toHaveText([/^0$/, /^after \d/, /^after \d/, /^\d+ ms$/]);
    const opened = workbench.figure('Opened falsely');
    await expect(opened.first()).toHaveText('the service’s own');
    await expect(opened.nth(1)).toHaveText('the service’s own');
    await expectAccessible(page, 'outside, finished');
  });
});
