/** The home page as the way into the course and back to where a learner was, and a lesson on paper. */
import { expect, test } from '../e2e/fixtures.ts';

test('the home page leads to the first lesson, and later to where the learner left off', async ({
  page,
  server,
  lesson,
}) => {
  await page.goto(server.address);
  const first = page.getByRole('link', { name: 'Start here' });
  await expect(first).toContainText('Start here · 20 minutes');
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One thread');

  await lesson.open();
  await lesson.predict('From setImmediate');
  await page.getByRole('link', { name: 'Under Load', exact: true }).click();
  const again = page.getByRole('link', { name: 'You left off here' });
  await expect(again).toContainText('False opens');
  await expect(again).toContainText('You left off here: not run yet');
});

test('every lesson of the four chapters can be reached from the home page', async ({ page, server }) => {
  await page.goto(server.address);
  for (const [chapter, lessons] of [
    ['The event loop', 7],
    ['Circuit breakers', 7],
    ['The operating system', 7],
    ['Memory', 6],
  ] as const) {
    const region = page.getByRole('region', { name: chapter });
    await expect(region.getByRole('link')).toHaveCount(lessons);
    await expect(region.getByText('in preparation')).toHaveCount(0);
  }
});

test('the recorded charts on the home page say what they show', async ({ page, server }) => {
  await page.goto(server.address);
  const preview = page.getByRole('figure', { name: 'An experiment, right here' });
  await expect(preview.getByRole('img', { name: /^Breaker\. Open/ })).toBeVisible();
  await expect(preview.getByText(/^Recorded \d+ \w+ \d{4}$/)).toBeVisible();
});

test('what was predicted on an earlier visit moves nothing when it is shown again', async ({
  page,
  lesson,
}) => {
  await lesson.open();
  await lesson.predict('From either: a block is a block');
  const { title } = lesson;
  const run = page.getByRole('heading', { level: 2, name: 'Run' });
  const top = async () => (await run.boundingBox())!.y - (await title.boundingBox())!.y;
  const committed = await top();
  await page.evaluate(() => {
    localStorage.clear();
  });
  await page.reload();
  await expect(lesson.prediction.getByRole('button', { name: 'Commit' })).toBeVisible();
  expect(await top()).toBe(committed);
});

test('on paper a lesson has the charts of the recording and nothing to press, and is white', async ({
  page,
  lesson,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await lesson.open();
  const { workbench } = lesson;
  await expect(workbench.run).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(workbench.charts.getByRole('img', { name: /^Breaker/ })).toBeVisible();
  for (const button of await page
    .getByRole('button', { name: /Run|Commit|Contents|Theme|Edit|solution/ })
    .all())
    await expect(button).toBeHidden();
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('progress that cannot be kept is said to be so, and the lesson works all the same', async ({
  page,
  lesson,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
  });
  await lesson.open();
  await expect(page.getByRole('status').filter({ hasText: 'until you leave the page' })).toBeVisible();
  await lesson.predict('From setImmediate');
  await expect(lesson.prediction.getByRole('status')).toHaveText('You predicted: From setImmediate.');
});
