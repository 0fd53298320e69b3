/** A lesson without a pointer. */
import { expect, test } from './fixtures.ts';
import { tabTo } from './tab-to.ts';

test('the first Tab offers to skip to the text', async ({ page, lesson }) => {
  await lesson.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('predicting, running and every tab are within reach of the keyboard', async ({ page, lesson }) => {
  const { workbench } = lesson;
  await lesson.open();
  await tabTo(lesson.prediction.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await tabTo(lesson.prediction.getByRole('button', { name: 'Commit' }));
  await page.keyboard.press('Enter');
  await expect(lesson.prediction.getByRole('status')).toHaveText('You predicted: From setImmediate.');

  await test.step('tabs by arrow keys, from the page as it opens', async () => {
    await tabTo(workbench.tab('Checks'));
    await page.keyboard.press('ArrowRight');
    await expect(workbench.tab('Code')).toBeFocused();
    await expect(workbench.code.editor).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(workbench.tab('Output')).toBeFocused();
    await expect(workbench.panel).toHaveAccessibleName('Output');
    await page.keyboard.press('End');
    await expect(workbench.tab('Requests')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(workbench.tab('Checks')).toBeFocused();
  });

  await test.step('Run, and Stop in its place', async () => {
    await workbench.run.focus();
    await page.keyboard.press('Enter');
    await expect(workbench.announced).toHaveText(/^Running/, { timeout: 30_000 });
    await expect(workbench.stop).toBeFocused();
    await page.keyboard.press('Enter');
    await workbench.ended('Stopped');
    await expect(workbench.run).toBeFocused();
  });
});

test('Tab reaches Run from the top of the page, and leaves the editor as is said beside it', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await tabTo(workbench.run);
  await workbench.code.open();
  await expect(workbench.panel).toContainText('Tab leaves the editor.');
  await workbench.code.editor.focus();
  await page.keyboard.press('Tab');
  await expect(workbench.code.editor).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(workbench.code.editor).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(workbench.code.editor).not.toBeFocused();
});
