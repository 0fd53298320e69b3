/** What comes out of the printer: a lesson with its recording, and the instructors' plans. */
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, tooWide } from '../e2e/layout.ts';
import { lessons } from '../lessons.ts';

/** A4 less the margins of `print.css`, in px. */
const PAPER = { width: 673, height: 986 };

async function onPaper(page: Page): Promise<void> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
}

/** What could be pressed or moved. The badge says what the charts are, a table of classes is read by its heads and rows, and questions are answered by pen. */
const controls = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input, [role="tab"], [role="separator"]')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => !one.matches('.wb-badge, .wb-heap :is(th, li) button') && !one.closest('.predict'))
      .map((one) => one.outerHTML.slice(0, 120)),
  );

/** Boxes of the page that hold more than they show. */
const scrolled = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
      .map((one) => `${one.className}: ${one.textContent.trim().slice(0, 60)}`),
  );

for (const { address: path, title } of lessons.filter(({ draft }) => !draft))
  test(`${path} on paper has its recording whole, and nothing to press`, async ({ page, server }) => {
    await page.goto(server.page(path));
    const workbench = page.getByRole('region', { name: `Lab: ${title}` });
    const charts = workbench.getByRole('region', { name: 'Charts' });
    const pictures = charts.locator('svg').filter({ visible: true });
    const rows = charts.getByRole('row').filter({ visible: true });
    const onScreen = [await pictures.count(), await rows.count()];
    expect(Math.max(...onScreen), 'pictures, or rows of tables').toBeGreaterThan(1);
    await onPaper(page);
    expect(await controls(page)).toEqual([]);
    await expect(page.getByText('Notes for instructors')).toBeHidden();
    await expect(page.getByText(/^Hint 1/)).toBeHidden();
    await expect(page.getByRole('region', { name: 'Predict' }).first()).toBeVisible();

    await expect(workbench.getByText(/^Recording · /)).toBeVisible();
    expect([await pictures.count(), await rows.count()], 'pictures, and rows of tables').toEqual(onScreen);
    expect(await tooWide(page)).toEqual([]);
    expect(await scrolled(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
  });

test('the figures of the recording stand in the text and in the table of the handout', async ({
  page,
  server,
}) => {
  await page.goto(server.page('/event-loop/blocking/'));
  await onPaper(page);
  const table = page.getByRole('table').filter({ hasText: 'watchdog' });
  const row = table.getByRole('row', { name: /^one of 300 ms/ });
  await expect(row).toBeVisible();
  const [, , , , watchdog = ''] = await row.getByRole('cell').allInnerTexts();
  expect(watchdog).toMatch(/^\d+ ms$/);
  await expect(page.getByText('The figures in this text are from the recording')).toBeVisible();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the instructors’ plans print, with their minutes', async ({ page, server }) => {
  await page.goto(server.page('/instructors/'));
  await onPaper(page);
  expect(await controls(page)).toEqual([]);
  for (const title of ['1:30', '3:30', '7:30'])
    await expect(page.getByRole('table', { name: `${title} hours, breaks included` })).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
});
