/** The lesson "Look inside": what is typed on the page reaches the prompt of the service, and the session is judged. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const LOOK_INSIDE = { path: '/os/look-inside/', title: 'Look inside', editable: 'session.ts' };

test('a learner types at the prompt of a stuck service, and shuts it down without dropping anybody', async ({
  page,
  server,
}) => {
  test.setTimeout(90_000);
  const lesson = new LessonPage(page, server, LOOK_INSIDE);
  const { workbench } = lesson;
  await lesson.open();
  await workbench.code.open();
  await workbench.code.replaceAll(await readFile(join(ROOT, 'labs/look-inside/solution/session.ts'), 'utf8'));

  await test.step('a line typed under Output is answered by the service', async () => {
    await workbench.start();
    await workbench.tab('Output').click();
    await workbench.panel
      .getByRole('combobox', { name: 'Program that reads the line' })
      .selectOption('operator');
    await workbench.panel.getByRole('textbox', { name: 'Line to send' }).fill('service.pool.size');
    await page.keyboard.press('Enter');
    await expect(workbench.panel.getByRole('log').getByText('4', { exact: true })).toBeVisible();
  });

  await test.step('what the session typed stands in the table, and the checks pass', async () => {
    await workbench.ended('Finished');
    const typed = workbench.picture('At the prompt').getByRole('row', { name: /service\.shutdown\(\)/ });
    await expect(typed.getByRole('cell')).toHaveText(["'Everybody was answered.'"]);
    await expect(workbench.announced).toHaveText('Finished. 3 of 3 checks passed.');
  });
});
