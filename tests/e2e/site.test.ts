/** The course around the lessons: what is remembered, and what fits where. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

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

test('with text twice as large at 1280 px nothing is cut off', async ({ page, server, lesson }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const enlarge = () => page.addStyleTag({ content: ':root { font-size: 32px !important }' });
  await page.goto(server.address);
  await enlarge();
  expect([...(await tooWide(page)), ...(await cutOff(page))], 'home').toEqual([]);
  await lesson.open();
  await enlarge();
  expect([...(await tooWide(page)), ...(await cutOff(page))], 'lesson').toEqual([]);
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

test('home and lesson as they open have nothing for axe to find', async ({ page, server, lesson }) => {
  await page.goto(server.address);
  await expectAccessible(page, 'home');
  await lesson.open();
  await expectAccessible(page, 'lesson, before a run');
});

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** The page's width, if it is wider than the window. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${String(scrollWidth)} px wide in ${String(clientWidth)} px`] : [];
  });
}

/** Elements with text of their own that is cut off, with no way to scroll to it. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
      );
      if (!hasText || !element.checkVisibility({ visibilityProperty: true })) continue;
      const own = element.getBoundingClientRect();
      for (let box: HTMLElement | null = element; box; box = box.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(box);
        if (clipPath !== 'none') break; // for screen readers only
        const outer = box.getBoundingClientRect();
        const wide =
          /hidden|clip/.test(overflowX) &&
          (own.right > outer.right + 1 || box.scrollWidth > box.clientWidth + 1);
        const high = /hidden|clip/.test(overflowY) && own.bottom > outer.bottom + 1;
        if (wide || high) {
          found.push(`${element.textContent.trim().slice(0, 40)} in ${box.className || box.nodeName}`);
          break;
        }
        if (/auto|scroll/.test(overflowX + overflowY)) break;
      }
    }
    return found;
  });
}
