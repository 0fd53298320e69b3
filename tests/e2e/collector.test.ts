/** The lesson "The collector": pauses beside requests, five heaps, and a hot path that makes less. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const COLLECTOR = { path: '/memory/collector/', title: 'The collector', editable: 'report.ts' };
const COLLECTED = 'What the collector did';
const SLOWEST = 'The slowest requests, and the pauses in them';
const CHECKS = ['A fifth of the minor collections, for as many requests', 'The answers are the same'];

const number = (text: string | null) => Number((text ?? '').replaceAll(',', ''));

test('a learner sees what five heaps make of the same garbage, and then makes less of it', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, COLLECTOR);
  const { workbench } = lesson;
  await lesson.open();
  const minors = async (service: string) =>
    number(
      await workbench
        .picture(COLLECTED)
        .getByRole('row', { name: service })
        .getByRole('cell')
        .nth(1)
        .textContent(),
    );

  await test.step('before the run: the recording, with its slowest requests and what of them were pauses', async () => {
    expect(await minors('--max-semi-space-size=1')).toBeGreaterThan(2 * (await minors('as Node starts it')));
    expect(await minors('--min-semi-space-size=64')).toBeLessThan((await minors('as Node starts it')) / 2);
    const slowest = workbench.picture(SLOWEST);
    await expect(slowest.getByRole('img', { name: /as Node starts it, 1 took .* of pause/ })).toBeVisible();
    await expect(slowest.getByRole('listitem').filter({ hasText: 'of it pause' })).toBeVisible();
  });

  await lesson.predict('As many as before');
  await workbench.code.open();
  const solution = await readFile(join(ROOT, 'labs/collector/solution/report.ts'), 'utf8');
  await workbench.code.replaceAll(solution);
  await workbench.start();
  await workbench.tab('Checks').click();
  await workbench.ended('Finished');
  for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
  expect(await minors('your code')).toBeLessThan((await minors('as Node starts it')) / 5);
  await expectAccessible(page, 'collector, finished');
});
