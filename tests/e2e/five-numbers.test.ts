/** The lesson "Five numbers": what memory is made of, and a leak that is named from its slopes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const FIVE_NUMBERS = { path: '/memory/five-numbers/', title: 'Five numbers', editable: 'diagnose.ts' };
const SLOPES = 'How fast the five numbers rise';
const AREAS = 'What rss is made of';
const CHECKS = ['The seven that are known are named rightly', 'The one that was drawn is named rightly'];
/** The lot of this seed. */
const SEED = '5';
const DRAWN = '--leak-objects --leak-buffers';

test('before anything was run, the recording shows of each program what its memory is made of', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, FIVE_NUMBERS);
  await lesson.openWithoutToken();
  const areas = lesson.workbench.picture(AREAS);
  await expect(areas.getByRole('figure')).toHaveCount(8);
  await expect(
    areas.getByRole('img', { name: /^--leak-buffers: rss from .*, most of it arrayBuffers \(\+\d+\)/ }),
  ).toBeVisible();
  const data = areas.getByRole('group').filter({ hasText: `Data of ${AREAS}` });
  await data.locator('summary').press('Enter');
  await expect(data.getByRole('row', { name: '--leak-buffers' }).getByRole('cell').nth(3)).toHaveText(
    /^\d(\.\d+)? → \d\d/,
  );
  await expectAccessible(page, 'areas and their data');
});

test('a learner asks for a lot again by its seed and for one program more, and names them all from the slopes', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, FIVE_NUMBERS);
  const { workbench } = lesson;
  await lesson.open();
  await lesson.predict('Not at all');
  await workbench.control('Seed').fill(SEED);
  await workbench.region.getByText('One program more').click();
  const option = (name: string) => workbench.region.getByRole('switch', { name });
  await option('--leak-classes').check();
  await option('--allocate-locals').check();
  await workbench.code.open();
  const solution = await readFile(join(ROOT, 'labs/five-numbers/solution/diagnose.ts'), 'utf8');
  await workbench.code.replaceAll(solution);
  await workbench.start();
  const slopes = workbench.picture(SLOPES);
  const row = slopes.getByRole('row', { name: 'the drawn one' }).getByRole('cell');
  await expect(row.last(), 'named before it is said what it is').toHaveText('both', { timeout: 60_000 });
  await workbench.tab('Checks').click();
  await workbench.ended('Finished');
  const chosen = slopes.getByRole('row', { name: 'the one you chose' }).getByRole('cell');
  await expect(chosen.last(), 'classes stay behind, locals do not').toHaveText('objects');
  await expect(workbench.picture(AREAS).getByRole('img', { name: /^the one you chose: rss/ })).toBeVisible();
  await expect(slopes).toContainText(`Drawn was ${DRAWN}. Set the seed to ${SEED} to draw it again.`);
  for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
  await expectAccessible(page, 'five-numbers, finished');
});
