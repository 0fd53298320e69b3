/** Progress as a file, on the page about it, and in two tabs at once. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { checkProgress, emptyProgress } from '../../src/course/progress/schema.ts';
import type { Progress } from '../../src/course/progress/schema.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { cutOff, enlargeText, tooWide } from '../e2e/layout.ts';

const mine: Progress = {
  ...emptyProgress(),
  predictions: { 'breakers/false-opens': { phase: 'timer' } },
  edits: { 'false-opens': { 'proxy.ts': '// mine\n' } },
  done: { 'breakers/false-opens': '2026-11-20T10:00:00.000Z' },
};
const theirs: Progress = {
  ...emptyProgress(),
  predictions: { 'breakers/false-opens': { phase: 'either' }, 'event-loop/one-thread': { wait: '500' } },
  edits: { 'false-opens': { 'proxy.ts': '// theirs\n' } },
};

/** Puts a text into the store, as an earlier visit would have. */
const stored = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((kept) => {
    localStorage.setItem('under-load', kept);
  }, text);
  await page.reload();
};
const inStore = (page: Page): Promise<unknown> =>
  page.evaluate((): unknown => JSON.parse(localStorage.getItem('under-load') ?? 'null'));
/** What of it the course reads; beside it stands which tab has written. */
const kept = async (page: Page): Promise<Progress> => {
  const read = checkProgress(await inStore(page));
  if (!read.ok) throw new Error(read.code);
  return read.progress;
};

const file = (content: unknown, name = 'progress.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});
const asFile = (progress: unknown, name?: string) =>
  file({ format: 'under-load.progress', exportedAt: '2026-11-21T09:30:00.000Z', progress }, name);
const count = (page: Page, label: string) =>
  page.getByRole('term').filter({ hasText: label }).locator('xpath=../dd');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.bare('/progress/'));
});

test('what is saved as a file in one browser is all there in another', async ({ page, browser, server }) => {
  await stored(page, JSON.stringify(mine));
  await expect(count(page, 'files edited')).toHaveText('1');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^under-load-progress-\d{4}-\d\d-\d\d\.json$/);
  const text = await readFile(await saved.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    progress: { version: 1 },
    exportedAt: expect.any(String),
  });

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(server.bare('/progress/'));
  await other.getByLabel('Choose a file').setInputFiles(file(text));
  await expect(other.getByRole('heading', { name: /^progress\.json, saved/ })).toBeFocused();
  await expect(other.getByRole('form')).toContainText('1 lesson done, 1 prediction and 1 edited file');
  await expect(other.getByRole('form')).toContainText('Bring only a file that you trust');
  // There is nothing here to be kept or replaced, so nothing is asked.
  await expect(other.getByRole('radio')).toHaveCount(0);
  await other.getByRole('button', { name: 'Bring it in' }).click();
  await expect(other.getByRole('status').first()).toContainText('Brought in');
  expect(await kept(other)).toEqual(mine);
  await elsewhere.close();
});

test('a file is added without loss, taken where both differ, or put in place, as was chosen; each can be undone', async ({
  page,
}) => {
  await stored(page, JSON.stringify(mine));
  const bring = async (way: RegExp) => {
    await page.getByLabel('Choose a file').setInputFiles(asFile(theirs));
    await page.getByRole('radio', { name: way }).check();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await expect(page.getByRole('status').first()).toContainText(
      'Brought in: 2 predictions and 1 edited file.',
    );
  };
  const undo = async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('status').first()).toContainText('Undone');
    expect(await kept(page)).toEqual(mine);
  };
  await page.getByLabel('Choose a file').setInputFiles(asFile(theirs));
  await expect(page.getByRole('form')).toContainText(
    'Where both have something (1 prediction and 1 edited file)',
  );
  await expectAccessible(page, 'a file is offered');
  expect(await kept(page), 'before anything was chosen').toEqual(mine);

  await bring(/keep what is here/);
  const added = await kept(page);
  expect(added.edits).toEqual(mine.edits);
  expect(added.predictions).toEqual({
    'breakers/false-opens': { phase: 'timer' },
    'event-loop/one-thread': { wait: '500' },
  });
  await expectAccessible(page, 'a file was brought in', ['light']);
  await undo();
  await bring(/take the file’s/);
  expect((await kept(page)).edits).toEqual(theirs.edits);
  expect((await kept(page)).done).toEqual(mine.done);
  await undo();
  await bring(/Put the file in its place/);
  expect(await kept(page)).toEqual(theirs);
  await undo();
});

test('a file can be dropped', async ({ page }) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.json'));
    return data;
  }, JSON.stringify(theirs));
  await page.getByText('or drop it here').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByRole('heading', { name: 'dropped.json' })).toBeVisible();
});

test('a file that is not ours, newer, cut short, too large or empty changes nothing, and it is said what to do', async ({
  page,
}) => {
  await stored(page, JSON.stringify(mine));
  const whole = asFile(theirs).buffer.toString();
  const refused = async (content: ReturnType<typeof file>, message: string) => {
    await page.getByLabel('Choose a file').setInputFiles(content);
    const fault = page.getByRole('alert');
    await expect(fault).toContainText(message);
    await expect(fault).toContainText(content.name);
    await expect(fault).toContainText('Nothing was changed.');
    await expect(page.getByRole('button', { name: 'Bring it in' })).toBeHidden();
    expect(await kept(page)).toEqual(mine);
  };
  await refused(file('hello', 'notes.txt'), 'Choose the file that');
  await refused(asFile({ version: 99, all: 'new' }, 'newer.json'), 'newer version of this course');
  await refused(file(whole.slice(0, -20), 'half.json'), 'Its end is missing');
  await refused(file('x'.repeat(12_000_001), 'large.json'), 'larger than 12 MB');
  await refused(file('', 'empty.json'), 'It is empty');
  await refused(asFile(emptyProgress(), 'fresh.json'), 'no progress in it');
  await refused(asFile({ version: 1, predictions: 5 }, 'broken.json'), 'content is broken');
  await expectAccessible(page, 'a file was refused');
});

test('without room for a file nothing is changed, and it is said', async ({ page }) => {
  await stored(page, JSON.stringify(mine));
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      for (;;) {
        try {
          localStorage.setItem('filler', (localStorage.getItem('filler') ?? '') + 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  });
  await page.getByLabel('Choose a file').setInputFiles(asFile(theirs));
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByRole('alert')).toContainText('no room for it, so nothing was changed');
  expect(await kept(page)).toEqual(mine);
});

test('progress is erased only when it was asked, and that can be undone', async ({ page }) => {
  await stored(page, JSON.stringify({ ...mine, settings: { theme: 'dark' } }));
  const dialog = page.getByRole('dialog', { name: 'Erase your progress?' });
  await page.getByRole('button', { name: 'Erase my progress…' }).click();
  await expect(dialog).toContainText('1 lesson done, 1 prediction and 1 edited file');
  await expectAccessible(page, 'asked before erasing', ['dark']);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(count(page, 'predictions')).toHaveText('1');
  await page.getByRole('button', { name: 'Erase my progress…' }).click();
  await dialog.getByRole('button', { name: 'Erase it' }).click();
  await expect(count(page, 'predictions')).toHaveText('0');
  expect(await kept(page)).toEqual({ ...emptyProgress(), settings: { theme: 'dark' } });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(count(page, 'predictions')).toHaveText('1');
});

test('what could not be read can be saved and removed; what a newer version wrote, saved and given up', async ({
  page,
}) => {
  await stored(page, '{"broken');
  const aside = page.getByRole('region', { name: 'Put aside' });
  await expect(aside).toContainText('8 characters');
  await expectAccessible(page, 'something was put aside', ['light']);
  const download = page.waitForEvent('download');
  await aside.getByRole('button', { name: 'Save as a file' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe('{"broken');
  await aside.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(aside).toBeHidden();

  const newer = JSON.stringify({ version: 99 });
  await stored(page, newer);
  const section = page.getByRole('region', { name: 'Written by a newer version' });
  await expect(section).toBeVisible();
  await expectAccessible(page, 'a newer version wrote', ['light']);
  expect(await inStore(page)).toEqual({ version: 99 });
  await section.getByRole('button', { name: 'Give it up…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give it up' }).click();
  await expect(section).toBeHidden();
  expect(await kept(page)).toEqual(emptyProgress());
});

test('two tabs at once: neither loses what the other one wrote, and each shows it', async ({
  page,
  context,
  server,
  lesson,
}) => {
  const other = await context.newPage();
  await page.goto(server.bare('/breakers/false-opens/'));
  await other.goto(server.bare('/event-loop/phases/'));
  await lesson.predict('From a timer’s callback');
  const predict = other.getByRole('form').or(other.locator('form')).first();
  await predict.getByRole('radio').first().check();
  await predict.getByRole('button', { name: 'Commit' }).click();
  await expect(predict.getByRole('status')).toContainText('You predicted');
  expect(Object.keys((await kept(page)).predictions).sort()).toEqual([
    'breakers/false-opens',
    'event-loop/phases',
  ]);

  await test.step('an edit in one tab is in the editor of the other', async () => {
    await other.goto(server.bare('/breakers/false-opens/'));
    const { code } = lesson.workbench;
    await code.open();
    await expect(code.editor).toBeVisible();
    const theirs = other.getByRole('region', { name: 'Lab: False opens' });
    await theirs.getByRole('tab', { name: 'Code' }).click();
    await expect(theirs.getByRole('textbox', { name: 'proxy.ts, press Tab to leave' })).toBeVisible();
    await code.typeAt(1, '// from the first tab');
    await expect(theirs.getByRole('textbox', { name: 'proxy.ts, press Tab to leave' })).toContainText(
      '// from the first tab',
    );
  });

  await test.step('erased in one, gone in the other', async () => {
    await other.goto(server.bare('/progress/'));
    await other.getByRole('button', { name: 'Erase my progress…' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Erase it' }).click();
    await expect(lesson.prediction.getByRole('button', { name: 'Commit' })).toBeVisible();
    await expect(lesson.workbench.code.editor).not.toContainText('from the first tab');
  });
});

test('the page is reached from the contents, fits 320 px and text twice as large, and axe finds nothing', async ({
  page,
  server,
}) => {
  await page.goto(server.bare('/'));
  await page.getByRole('button', { name: 'Contents' }).click();
  await page.getByRole('link', { name: 'Your progress' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your progress');
  await expectAccessible(page, 'your progress');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWide(page), '320 px').toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await enlargeText(page);
  expect([...(await tooWide(page)), ...(await cutOff(page))], 'text twice as large').toEqual([]);
});
