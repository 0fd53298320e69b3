/** The lesson "Who allocates": two profiles that name different functions, each opened as a flame graph, and the bytes halved. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';
import { watch } from './watch.ts';

const WHO_ALLOCATES = {
  path: '/memory/who-allocates/',
  title: 'Who allocates',
  editable: 'helpers.ts',
};
const PROFILES = 'Profiles of allocations';

test('before anything was run, the recorded profiles differ by the garbage, and open as flame graphs', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, WHO_ALLOCATES);
  await lesson.openWithoutToken();
  const profile = (name: string) =>
    lesson.workbench
      .picture(PROFILES)
      .getByRole('listitem')
      .filter({ hasText: `${name}.heapprofile` });
  const functions = (name: string) => profile(name).getByRole('row').nth(1);
  await expect(functions('kept')).toContainText('openBasket');
  await expect(functions('all')).toContainText('helpers.ts');

  await expectAccessible(page, 'who-allocates, recorded');
  const opened = page.context().waitForEvent('page');
  await profile('all').getByRole('button', { name: 'Open as a flame graph' }).click();
  const tab = await opened;
  const complaints = watch(tab);
  await expect(tab).toHaveTitle(/^all\.heapprofile - speedscope$/);
  await tab.getByText('Sandwich').click();
  for (const name of ['allGoods', 'join'])
    await expect(tab.getByText(name, { exact: true }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a learner halves the bytes, and both profiles are of this run', async ({ page, server }) => {
  test.setTimeout(120_000);
  const lesson = new LessonPage(page, server, WHO_ALLOCATES);
  const { workbench } = lesson;
  await lesson.open();
  await workbench.code.open();
  await workbench.code.replaceAll(
    await readFile(join(ROOT, 'labs/who-allocates/solution/helpers.ts'), 'utf8'),
  );
  await workbench.start();
  await workbench.ended('Finished');
  await expect(workbench.announced).toHaveText('Finished. 2 of 2 checks passed.');
  await expect(workbench.picture(PROFILES).getByText('recorded')).toBeHidden();
  const names = workbench.picture('By function').getByRole('rowheader');
  await expect(names.filter({ hasText: /^all, counted$/ })).toBeVisible();
  await expect(names.filter({ hasText: /^allGoods$/ })).toBeHidden();
});
