/** What to read next, and why: once a lesson is done, and not before. */
import { emptyProgress } from '../../src/course/progress/schema.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';

const done = { ...emptyProgress(), done: { 'breakers/false-opens': '2026-11-22T10:00:00.000Z' } };

test('a lesson that is done ends with what to read next, and why', async ({ page, lesson }) => {
  const article = page.getByRole('article');
  await lesson.openWithoutToken();
  await expect(lesson.title).toBeVisible();
  await expect(article.getByText('Done. Next:')).toBeHidden();
  await page.evaluate((text) => {
    localStorage.setItem('under-load', text);
  }, JSON.stringify(done));
  await page.clock.install();
  await page.reload();
  await expect(article.getByText('Done. Next: Remedies.')).toBeVisible();
  await expect(article).toContainText('there twelve ways are measured side by side');

  await test.step('and so does the workbench, after a run', async () => {
    const next = lesson.workbench.panel.getByText('This lesson is done. Next: Remedies.');
    await lesson.workbench.start();
    await expect(next).toBeHidden();
    await page.clock.runFor(30_000);
    await lesson.workbench.ended('Finished');
    await expect(next).toContainText('there twelve ways');
    await expectAccessible(page, 'a lesson that is done');
    await lesson.workbench.panel.getByRole('link', { name: 'Remedies' }).click();
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remedies');
});
