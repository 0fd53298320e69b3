/** The lesson "Where the time went": requests as a waterfall, and the CPU that the tracer at first does not see. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const WHERE_TIME_WENT = {
  path: '/event-loop/where-time-went/',
  title: 'Where the time went',
  editable: 'breakdown.ts',
};
const WATERFALL = 'A typical request of each route';
const CHECKS = [
  'CPU after an await counts',
  'Requests at the same time are kept apart',
  'Every event is in the format',
  'Every answered request is in the log',
];

test('a learner sees where three requests spent their time, and finds the CPU that the log lacks', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, WHERE_TIME_WENT);
  const { workbench } = lesson;
  const waterfall = workbench.picture(WATERFALL);
  const data = waterfall.getByRole('group').filter({ hasText: `Data of ${WATERFALL}` });
  const report = data.getByRole('row').filter({ hasText: 'GET /report' }).getByRole('cell');
  await lesson.open();

  await test.step('before the run, the recording’s requests, as a picture with its finding and as a table', async () => {
    await expect(
      waterfall.getByRole('img', { name: /\/report took \d+ ms with [\d.]+ ms of CPU/ }),
    ).toBeVisible();
    await data.locator('summary').press('Enter');
    await expect(data.getByRole('row').filter({ hasText: 'look up localhost' })).toBeVisible();
    await expect(report.last()).toHaveText(/^[0-9](\.\d)?$/);
    await expectAccessible(page, 'waterfall and its data');
    await data.locator('summary').press('Enter');
  });

  await test.step('with the tracer of the solution, the request of /report has the CPU of its rendering', async () => {
    await workbench.code.open();
    const solution = await readFile(join(ROOT, 'labs/where-time-went/solution/breakdown.ts'), 'utf8');
    await workbench.code.replaceAll(solution);
    await workbench.start();
    await workbench.tab('Checks').click();
    await expect(waterfall.getByRole('listitem').filter({ hasText: 'recorded' })).toBeVisible();
    await expect(
      waterfall.getByRole('img', { name: /\/report took \d+ ms with [89]\d ms of CPU/ }),
    ).toBeVisible({
      timeout: 30_000,
    });
    await workbench.ended('Finished');
    await data.locator('summary').click();
    await expect(report.last()).toHaveText(/^[89]\d$/);
  });

  await test.step('and every check passes', async () => {
    for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
  });
});
