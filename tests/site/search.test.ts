/** Search over the lessons' text: by `/` or by its button, by keyboard and by ear, and nothing of it before. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { tooWide } from '../e2e/layout.ts';

class Search {
  readonly page: Page;
  readonly dialog: Locator;
  readonly field: Locator;
  readonly status: Locator;
  readonly links: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Search the lessons' });
    this.field = this.dialog.getByRole('textbox', { name: 'Search the lessons' });
    this.status = this.dialog.getByRole('status');
    this.links = this.dialog.getByRole('link');
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('/');
    await expect(this.field).toBeFocused();
  }

  async find(term: string): Promise<void> {
    await this.field.fill(term);
    await expect(this.status).toHaveText(/^(Found in|No lesson)/);
  }
}

test('a slash opens it, what is typed is found in the text, and Enter leads to the place', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  await page.goto(server.page('/event-loop/phases/'));
  await search.open();
  await search.find('half-open');
  await expect(search.status).toHaveText(/^Found in \d+ lessons\./);
  await expect(search.dialog.getByRole('link', { name: 'Three states' })).toBeVisible();
  await expect(search.dialog.locator('mark').first()).toHaveText(/half-open/i);
  await expectAccessible(page, 'with results');

  await search.find('"Working costs everybody"');
  await expect(search.links).toHaveText(['One thread', 'Working costs everybody']);
  await search.field.press('ArrowDown');
  await expect(search.links.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(search.links.last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(search.links.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/event-loop\/one-thread\/#working-costs-everybody$/);
  await expect(page.getByRole('heading', { name: 'Working costs everybody' })).toBeInViewport();
});

test('arrows lead back to the field, Enter there takes the first result, Escape goes back to the page', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  await page.goto(server.page('/'));
  const button = page.getByRole('button', { name: 'Search' });
  await button.click();
  await search.find('coordinated omission');
  await search.field.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(search.field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search.dialog).toBeHidden();
  await expect(button).toBeFocused();

  await search.open();
  await expect(search.field).toHaveValue('coordinated omission');
  const first = await search.links.first().getAttribute('href');
  await search.field.press('Enter');
  await page.waitForURL(first ?? '');
});

test('a word that no lesson has is said to be in none, and an empty field says nothing', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  await page.goto(server.page('/'));
  await search.open();
  await search.find('zygomorphic');
  await expect(search.status).toHaveText('No lesson says “zygomorphic”. Try another word, or fewer.');
  await expect(search.links).toHaveCount(0);
  await expectAccessible(page, 'no result');
  await search.field.fill('');
  await expect(search.status).toHaveText('');
});

test('prose can be found; hints, programs and other pages cannot', async ({ page, server }) => {
  const search = new Search(page);
  await page.goto(server.page('/'));
  await search.open();
  // A sentence of a hint, a line of a program in the text, a page that is no lesson.
  for (const term of [
    '"There is a version that can be awaited"',
    '"async function callBackend"',
    '"your browser keeps each page that you open"',
  ]) {
    await search.find(term);
    await expect(search.status, term).toHaveText(/^No lesson says/);
  }
});

test('a slash that is typed into a field or into code stays there', async ({ page, lesson }) => {
  const search = new Search(page);
  await lesson.open();
  await lesson.code('breaker').getByRole('button', { name: 'Edit' }).click();
  await expect(lesson.codeEditor('breaker')).toBeFocused();
  await page.keyboard.type('// a comment');
  await expect(lesson.codeEditor('breaker')).toContainText('// a comment');
  await expect(search.dialog).toBeHidden();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+/');
  await expect(search.dialog).toBeHidden();
  await search.open();
});

test('what is typed while the search is still on its way is searched for when it is there', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.goto(server.page('/'));
  await page.waitForLoadState('networkidle');
  await page.route('**/_astro/**', async (route) => {
    await arrived;
    await route.continue();
  });
  await search.open();
  await page.keyboard.type('coordinated ');
  arrive();
  await expect(search.status).toHaveText(/^Found in/);
  await page.keyboard.type('omission');
  await expect(search.field).toHaveValue('coordinated omission');
});

test('nothing of it is asked for before it is used, and the page may compile no WebAssembly', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(server.page('/'));
  await page.waitForLoadState('networkidle');
  const before = asked.length;
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
  await search.open();
  await search.find('breaker');
  expect(asked.slice(before)).toContain('/pagefind/worker.js');
  const compiled = await page.evaluate(async () => {
    // The smallest module there is.
    const bytes = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    return WebAssembly.compile(bytes).then(
      () => 'compiled',
      () => 'refused',
    );
  });
  expect(compiled).toBe('refused');
});

test.describe('not loaded', () => {
  test.use({ tolerated: /Failed to load resource|unsafe-eval/ });

  test('a search that does not come is said to be so, and comes when it can', async ({ page, server }) => {
    const search = new Search(page);
    await page.goto(server.page('/'));
    await page.route('**/pagefind/**', (route) => route.abort());
    await search.open();
    await search.field.fill('breaker');
    await expect(search.status).toHaveText(/^The search could not be loaded\./);
    await page.unroute('**/pagefind/**');
    await search.find('breakers');
    await expect(search.links.first()).toBeVisible();
  });
});

test('at 320 px the dialog fits, and its results are all there to be scrolled to', async ({
  page,
  server,
}) => {
  const search = new Search(page);
  await page.setViewportSize({ width: 320, height: 480 });
  await page.goto(server.page('/'));
  await search.open();
  await search.find('event loop');
  expect(await tooWide(page)).toEqual([]);
  await search.links.last().scrollIntoViewIfNeeded();
  await expect(search.links.last()).toBeInViewport();
  await expect(search.field).toBeInViewport();
});
