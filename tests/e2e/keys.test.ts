/** The keys of the site: their list, where they act, and how they are turned off. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { Presentation } from './pages/presentation.ts';

test('? lists the keys, on any page', async ({ page, server, lesson }) => {
  const list = page.getByRole('dialog', { name: 'Keyboard' });
  await page.goto(server.address);
  await page.keyboard.press('?');
  await expect(list).toBeVisible();
  await expect(list.getByText('Shows this list')).toBeVisible();
  await expect(list.getByText('Runs the lab; again, stops it')).toBeVisible();
  await expectAccessible(page, 'list of keys');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  await test.step('in Contents, too, for who has no such key', async () => {
    await lesson.open();
    await page.getByRole('button', { name: 'Contents' }).click();
    await page.getByRole('button', { name: 'Keyboard' }).click();
    await expect(list.getByText('Presents the lesson; again, leaves')).toBeVisible();
    await list.getByRole('button', { name: 'Close' }).click();
    await expect(list).toBeHidden();
  });
});

test('letters that are written are no keys', async ({ page, lesson }) => {
  const { bar } = new Presentation(page);
  const { workbench } = lesson;
  await lesson.open();
  await workbench.code.open();
  await workbench.code.editor.focus();
  await page.keyboard.type('p?');
  await expect(workbench.code.editor).toContainText('p?');
  await page.keyboard.press('Control+p');
  await workbench.tab('Requests').click();
  await workbench.panel.getByRole('textbox').first().fill('/');
  await page.keyboard.type('p');
  await expect(workbench.panel.getByRole('textbox').first()).toHaveValue('/p');
  await expect(bar).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('while a lesson is presented, arrows are still those of tabs, sliders and choices', async ({
  page,
  lesson,
}) => {
  const presentation = new Presentation(page);
  const { workbench } = lesson;
  await lesson.open();
  await presentation.start();
  await presentation.press('ArrowRight', /^2 Predict/);
  const radios = lesson.prediction.getByRole('radio');
  await radios.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(radios.nth(1)).toBeChecked();
  await expect(presentation.place).toHaveText(/^2 Predict/);
  await lesson.prediction.getByRole('button', { name: 'Commit' }).focus();
  await page.keyboard.press('Space');
  await expect(lesson.prediction.getByRole('status')).toContainText('You predicted');
  await presentation.press('w', /the workbench/);
  await workbench.tab('Checks').focus();
  await page.keyboard.press('ArrowRight');
  await expect(workbench.tab('Code')).toHaveAttribute('aria-selected', 'true');
  await expect(presentation.place).toHaveText(/the workbench/);
});

test('single keys are turned off, for good, and arrows and Escape go on working', async ({
  page,
  lesson,
}) => {
  const presentation = new Presentation(page);
  const list = page.getByRole('dialog', { name: 'Keyboard' });
  await lesson.open();
  await page.keyboard.press('?');
  await list.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.reload();
  await expect(lesson.title).toBeVisible();
  await page.keyboard.press('p');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(presentation.place).toHaveText(/^1 Claim/);
  await expect(list).toBeHidden();
  await presentation.press('ArrowRight', /^2 Predict/);
  await page.keyboard.press('r');
  await page.keyboard.press('w');
  await presentation.press('ArrowRight', '3 Run · 3 of 11');
  await page.keyboard.press('Escape');
  await expect(presentation.bar).toBeHidden();
});
