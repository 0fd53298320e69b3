/** A whole lesson with nothing but a keyboard: from the home page to its last check, and on to the next lesson. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';
import { tabTo } from './tab-to.ts';

const FILE_DESCRIPTORS = {
  path: '/os/file-descriptors/',
  title: 'File descriptors',
  editable: 'server.ts',
};

test('with the keyboard alone a learner goes from the home page through a lesson, and on to the next', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const lesson = new LessonPage(page, server, FILE_DESCRIPTORS);
  const { workbench, prediction } = lesson;
  const { keyboard } = page;

  /** Presses Run where the focus is, and waits for the end. */
  const runHere = async (): Promise<void> => {
    await keyboard.press('Enter');
    await expect(workbench.announced).toHaveText(/^Running/, { timeout: 60_000 });
    await expect(workbench.stop).toBeFocused();
    await workbench.ended('Finished');
    await expect(workbench.run).toBeFocused();
  };

  await test.step('from the home page into the lesson', async () => {
    await page.goto(server.address);
    await tabTo(page.getByRole('main').getByRole('link', { name: 'File descriptors', exact: true }));
    await keyboard.press('Enter');
    await expect(lesson.title).toBeVisible();
  });

  await test.step('a number is predicted', async () => {
    await tabTo(prediction.getByRole('spinbutton'));
    await keyboard.type('60');
    await tabTo(prediction.getByRole('button', { name: 'Commit' }));
    await keyboard.press('Enter');
    await expect(prediction.getByRole('status')).toHaveText('You predicted: 60.');
  });

  await test.step('the lab is run, and a check fails', async () => {
    await tabTo(workbench.run);
    await runHere();
    await expect(workbench.check('Whoever gets in gets the page')).toContainText('failed');
    await expect(workbench.figure('Got the page, of 100').first()).toHaveText('60');
  });

  await test.step('the file is replaced in the editor, which Tab leaves', async () => {
    await tabTo(workbench.tab('Checks'));
    await keyboard.press('ArrowRight');
    await expect(workbench.tab('Code')).toBeFocused();
    await expect(workbench.code.editor).toBeVisible();
    await tabTo(workbench.code.editor);
    await keyboard.press('ControlOrMeta+a');
    await keyboard.insertText(await readFile(join(ROOT, 'labs/file-descriptors/solution/server.ts'), 'utf8'));
    await keyboard.press('Tab');
    await expect(workbench.code.editor).not.toBeFocused();
    await tabTo(workbench.code.compare, 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(workbench.panel).toContainText('Yours is the solution.');
    await keyboard.press('Enter');
    await expect(workbench.code.editor).toBeVisible();
  });

  await test.step('it is run again, and every check passes', async () => {
    await tabTo(workbench.run, 'Shift+Tab');
    await runHere();
    await tabTo(workbench.tab('Code'));
    await keyboard.press('ArrowLeft');
    await expect(workbench.tab('Checks')).toBeFocused();
    await expect(workbench.tab('Checks')).toHaveText('Checks 4/4');
    await tabTo(workbench.panel);
    await expect(workbench.announced).toHaveText('Finished. 4 of 4 checks passed.');
  });

  await test.step('the lesson is done, and leads on to the next', async () => {
    await expect(page.getByRole('img', { name: 'Lesson 1 of 7' }).locator('[data-current]')).toHaveAttribute(
      'data-done',
    );
    await expectAccessible(page, 'a lesson done by keyboard');
    await tabTo(workbench.panel.getByRole('link', { name: 'The accept queue' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'The accept queue' })).toBeVisible();
  });
});
