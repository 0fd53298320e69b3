/** The course around the lessons: what is remembered, and what fits where. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { enlargeText, tooWide, cutOff } from '../e2e/layout.ts';

test('the theme is chosen in the bar and kept over a reload', async ({ page, lesson }) => {
  const html = page.locator('html');
  const button = page.getByRole('button', { name: /^Theme/ });
  await lesson.open();
  await expect(button).toHaveAccessibleName('Theme: system');
  await expect(html).toHaveAttribute('data-theme', 'light');
  await button.click();
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: dark');
  const dark = await background(page);
  await page.reload();
  await expect(button).toHaveAccessibleName('Theme: dark');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  expect(await background(page)).toBe(dark);
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: system');
  await expect(html).toHaveAttribute('data-theme', 'light');
  expect(await background(page)).not.toBe(dark);
});

test('the line between text and workbench is moved by keyboard, and remembered', async ({ page, lesson }) => {
  const { separator } = lesson;
  const left = async () => Math.round((await lesson.workbench.region.boundingBox())?.x ?? 0);
  await lesson.open();
  const before = await left();
  await separator.focus();
  await separator.press('ArrowRight');
  await separator.press('ArrowRight');
  const share = Number(await separator.getAttribute('aria-valuenow'));
  const moved = await left();
  expect(moved).toBeGreaterThan(before);
  await page.reload();
  await expect(separator).toHaveAttribute('aria-valuenow', String(share));
  expect(await left()).toBe(moved);
  await separator.press('Home');
  await expect(separator).toHaveAttribute('aria-valuenow', '25');
  expect(await left()).toBeLessThan(before);
});

test('it is dragged, too, without anything being selected on the way', async ({ page, lesson }) => {
  const { separator } = lesson;
  await lesson.open();
  const box = await separator.boundingBox();
  if (!box) throw new Error('there is no line.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const selectable = () => page.evaluate(() => getComputedStyle(document.body).userSelect);
  expect(await selectable()).toBe('auto');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y, { steps: 4 });
  expect(await selectable()).toBe('none');
  await page.mouse.up();
  expect(await selectable()).toBe('auto');
  const moved = await separator.boundingBox();
  expect(Math.abs((moved?.x ?? 0) - box.x - 100)).toBeLessThan(20);
  await page.reload();
  expect((await separator.boundingBox())?.x).toBe(moved?.x);
});

test('at 320 px nothing scrolls sideways, on the home page and in a lesson, whichever tab is open', async ({
  page,
  server,
  lesson,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(server.address);
  await expect(page.getByRole('main')).toBeVisible();
  expect(await tooWide(page), 'home').toEqual([]);
  await lesson.open();
  expect(await tooWide(page), 'lesson').toEqual([]);
  for (const tab of ['Code', 'Output', 'Requests', 'Checks'] as const) {
    await lesson.workbench.tab(tab).click();
    await expect(lesson.workbench.tab(tab)).toHaveAttribute('aria-selected', 'true');
    if (tab === 'Code') await expect(lesson.workbench.code.editor).toBeVisible();
    expect(await tooWide(page), tab).toEqual([]);
  }
  await expectAccessible(page, 'narrow');
});

test('with text twice as large at 1280 px nothing is cut off on the home page', async ({ page, server }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(server.address);
  await enlargeText(page);
  expect([...(await tooWide(page)), ...(await cutOff(page))], 'home').toEqual([]);
});

test.describe('not found', () => {
  test.use({ tolerated: /status of 404/ });
  test('an address that leads nowhere says so and leads home', async ({ page, server }) => {
    const answer = await page.goto(server.bare('/no-such-lesson/'));
    expect(answer?.status()).toBe(404);
    await expectAccessible(page, 'not found');
    await page.getByRole('link', { name: 'home page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Node.js under pressure, measured');
  });
});

for (const [name, path] of [
  ['home', '/'],
  ['reading without a network', '/offline/'],
] as const)
  test(`the page "${name}" as it opens has nothing for axe to find`, async ({ page, server }) => {
    await page.goto(server.address + path);
    await expectAccessible(page, name);
  });

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
