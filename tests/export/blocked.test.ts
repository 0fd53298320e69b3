/** The host of WebContainer out of reach, as on a conference's network. */
import { addressOf, expect, lessonAt, test } from './fixtures.ts';
import { lacking } from './nginx.ts';

const SAID_WITHIN_MS = 35_000;

test.skip(lacking !== undefined, lacking);
test.use({ recordings: false });

test('a lesson is readable with its recording from the start, and says within 35 s that the host is out of reach', async ({
  page,
  host,
}) => {
  const asked: string[] = [];
  await page.route('https://stackblitz.com/**', async (route) => {
    asked.push(route.request().url());
    await route.abort('connectionrefused');
  });
  const lesson = lessonAt(page, addressOf(host));
  const { workbench } = lesson;
  await lesson.openWithoutToken();
  await expect(workbench.badge).toHaveText(/^Recording/);
  await expect(workbench.breaker).toBeVisible();
  expect(asked, 'nobody is asked before Run').toEqual([]);

  const pressed = Date.now();
  await workbench.run.click();
  await expect(workbench.announced).toHaveText(/^Running/, { timeout: SAID_WITHIN_MS });
  expect(Date.now() - pressed).toBeLessThan(SAID_WITHIN_MS);
  expect(asked.length).toBeGreaterThan(0);
  await expect(workbench.badge).toHaveText(/^Recording/);
  await workbench.badge.click();
  const panel = workbench.region.getByRole('dialog', { name: 'Engine' });
  await expect(panel).toContainText('stackblitz.com, which brings Node into the page, could not be reached.');
  await expect(panel).toContainText('try another network');
});
