/** The lesson "In production": what each way to a dump costs stands in a table, and one of them is tried by itself. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const IN_PRODUCTION = { path: '/memory/in-production/', title: 'In production', editable: 'dump.ts' };

test('a learner reads which way carries which secret, and tries one of them', async ({ page, server }) => {
  test.setTimeout(90_000);
  const lesson = new LessonPage(page, server, IN_PRODUCTION);
  const { workbench } = lesson;
  await lesson.open();
  const way = (name: RegExp) => workbench.picture('Ways to a dump').getByRole('row', { name });
  const secrets = (name: RegExp) => way(name).getByRole('cell').nth(3);

  await test.step('recorded, each way has its row', async () => {
    await expect(secrets(/^kill -USR2, --heapsnapshot-signal/)).toHaveText('password, token');
    await expect(secrets(/^kill -USR2, --report-on-signal/)).toHaveText('password, unused key');
    await expect(secrets(/--report-exclude-env/)).toHaveText('none');
    await expectAccessible(page, 'in-production, recorded');
  });

  await test.step('one way by itself fills one row, and is not judged', async () => {
    await workbench.region.getByRole('radio', { name: 'report', exact: true }).check();
    await workbench.start();
    await workbench.ended('Finished');
    await expect(secrets(/^kill -USR2, --report-on-signal/)).toHaveText('password, unused key');
    await expect(secrets(/^yours/)).toHaveText('–');
    await workbench.tab('Checks').click();
    await expect(workbench.check('It carries no secret')).toContainText('way moved by hand');
  });
});
