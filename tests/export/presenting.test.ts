/** Presenting from a host of one's own: without a network, and from pages that are isolated from all others. */
import { Presentation } from '../e2e/pages/presentation.ts';
import { addressOf, expect, kept, lessonAt, LESSON, test } from './fixtures.ts';
import { lacking } from './nginx.ts';

test.skip(lacking !== undefined, lacking);
test.describe.configure({ timeout: 300_000 });

test('a lesson that was read is presented without a network, with its notes', async ({ page, host }) => {
  const lesson = lessonAt(page, addressOf(host));
  const presentation = new Presentation(page);
  await lesson.openWithoutToken();
  await kept(page, LESSON);
  await host.stop();
  await page.reload();
  await presentation.start();
  const second = await presentation.openNotes();
  await expect(second.notes).toContainText('Take a show of hands before the run.');
  await second.button('Next').click();
  await expect(presentation.place).toHaveText(/^2 Predict/);
  await second.page.keyboard.press('r');
  await expect(lesson.workbench.announced).toHaveText(/^Running/);
  await page.bringToFront();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});

test('isolated windows speak to each other without a BroadcastChannel', async ({ page, context, host }) => {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  });
  const presentation = new Presentation(page);
  await page.goto(addressOf(host) + LESSON);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await presentation.start();
  const second = await presentation.openNotes();
  await expect(second.step).toContainText('1 Claim');
  await second.button('Next').click();
  await expect(presentation.place).toHaveText(/^2 Predict/);
});
