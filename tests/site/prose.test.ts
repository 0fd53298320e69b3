/** Code that stands in the lesson's text is the code of the workbench. */
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';

test('an edit in the text shows in the workbench, the other way round, and after a reload', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();

  await test.step('from the text to the Code tab', async () => {
    await lesson.code('breaker').getByRole('button', { name: 'Edit' }).click();
    const editor = lesson.codeEditor('breaker');
    await expect(editor).toBeFocused();
    await editor.press('ControlOrMeta+Home');
    await editor.pressSequentially('// from the text\n');
    await workbench.code.open();
    await expect(workbench.code.editor).toContainText('// from the text');
    await expect(workbench.code.file('proxy.ts')).toHaveText(/edited$/);
    await expectAccessible(page, 'editor in the text');
  });

  await test.step('from the Code tab to the text', async () => {
    await workbench.code.editor.getByText('// from the text').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' and back');
    await expect(lesson.codeEditor('breaker')).toContainText('// from the text and back');
  });

  await test.step('as text, without an editor, after a reload', async () => {
    await page.reload();
    await expect(lesson.code('breaker')).toContainText('// from the text and back');
    await expect(lesson.codeEditor('breaker')).toBeHidden();
  });

  await test.step('a file that was reset is reset in the text too', async () => {
    await workbench.code.open();
    await workbench.region.getByRole('button', { name: 'Reset file' }).click();
    await expect(lesson.code('breaker')).not.toContainText('// from the text');
    await expect(workbench.code.editor).not.toContainText('// from the text');
  });
});

test('the lesson’s own button opens the comparison with the solution', async ({ page, lesson }) => {
  await lesson.open();
  await page
    .getByRole('article')
    .getByRole('region', { name: 'Fix' })
    .getByRole('button', { name: 'Compare with the solution' })
    .click();
  await expect(lesson.workbench.code.comparison).toContainText('timeout: false, // withDeadline says when');
  await expect(lesson.workbench.code.comparison).toBeInViewport();
  await expect(lesson.workbench.badge).toHaveText(/^Local/);
});
