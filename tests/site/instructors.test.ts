/** The instructors' page: found from everywhere, in every width, and its minutes add up as they are shown. */
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, tooWide } from '../e2e/layout.ts';

test('the plans are found from the home page and from the contents, and lead to lessons', async ({
  page,
  server,
}) => {
  await page.goto(server.address);
  await page.getByRole('main').getByRole('link', { name: 'For instructors' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For instructors' })).toBeVisible();
  await page.getByRole('button', { name: 'Contents' }).click();
  await expect(
    page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'For instructors' }),
  ).toHaveAttribute('href', '/instructors/');
  await page.keyboard.press('Escape');
  await page.getByRole('table').first().getByRole('link', { name: 'False opens' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'False opens' })).toBeVisible();
});

test('each plan’s minutes, as they stand in its table, come to its hours', async ({ page, server }) => {
  await page.goto(server.page('/instructors/'));
  for (const [name, minutes] of [
    ['1:30', 90],
    ['3:30', 210],
    ['7:30', 450],
  ] as const) {
    const rows = page.getByRole('table', { name: `${name} hours, breaks included` }).getByRole('row');
    const shown = await rows.locator('td:nth-child(2)').allInnerTexts();
    expect(
      shown.map(Number).reduce((sum, one) => sum + one, 0),
      name,
    ).toBe(minutes);
  }
});

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`the page is accessible and fits, ${scheme}, ${String(width)} px`, async ({ page, server }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(server.page('/instructors/'));
      await expectAccessible(page, `instructors, ${scheme}, ${String(width)} px`);
      expect(await tooWide(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
    });
