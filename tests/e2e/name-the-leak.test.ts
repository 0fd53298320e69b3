/** The lesson "Name the leak": two heaps compared, by class and by what keeps them; and a reader's own files. */
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readHeap } from '../../labs/kit/heap/read.ts';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const LESSON = { path: '/memory/name-the-leak/', title: 'Name the leak', editable: 'rates.ts' };
const PICTURE = 'The two snapshots compared';

const firstClass = (picture: Locator) => picture.getByRole('rowheader').first();
const way = (picture: Locator, name: string) =>
  picture.getByRole('region', { name: new RegExp(`^What keeps ${name} in `) });

test('a reader sorts the recorded comparison and follows a class to its root, by keyboard alone', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, LESSON);
  await lesson.openWithoutToken();
  const picture = lesson.workbench.picture(PICTURE);
  await expect(way(picture, 'LeakyClass').getByRole('listitem').last()).toContainText('LeakyClass');
  await expect(way(picture, 'LeakyClass')).toContainText('cache (variable)');
  await expectAccessible(page, 'name-the-leak, as it is read');

  const shallow = picture.getByRole('button', { name: 'Change of shallow size' });
  await shallow.focus();
  await page.keyboard.press('Enter');
  await expect(picture.getByRole('columnheader', { name: 'Change of shallow size' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(firstClass(picture)).toHaveText('(array)');
  await expect(shallow).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(firstClass(picture)).not.toHaveText('(array)');

  await picture.getByRole('button', { name: /^Show all/ }).press('Enter');
  const array = picture.getByRole('button', { name: 'Array', exact: true });
  await array.focus();
  await page.keyboard.press('Enter');
  await expect(array).toHaveAttribute('aria-pressed', 'true');
  await expect(way(picture, 'Array').getByRole('listitem').last()).toContainText('Array');
  await expect(picture.getByText('A recording carries no snapshots')).toBeVisible();
  await expectAccessible(page, 'name-the-leak, looked at');
});

/** Two snapshots of a program that has leaked between them, of over 100 MB each. */
function makeHeaps(folder: string): { before: string; after: string } {
  execFileSync(process.execPath, [
    join(ROOT, 'tests/fixtures/programs/leaky.ts'),
    folder,
    '1000',
    '3000',
    '165000',
  ]);
  return { before: join(folder, 'before.heapsnapshot'), after: join(folder, 'after.heapsnapshot') };
}

/** Processor time in seconds, of the page's own thread and of its whole process. It does not grow while others have the cores. */
async function processorTime(page: Page): Promise<() => Promise<{ thread: number; process: number }>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    return { thread: of('ThreadTime'), process: of('ProcessTime') };
  };
}

test('two files of the reader’s own are compared in the page, which goes on meanwhile', async ({
  page,
  server,
}, testInfo) => {
  test.setTimeout(400_000);
  const heaps = makeHeaps(testInfo.outputPath());
  expect((await stat(heaps.after)).size).toBeGreaterThan(100e6);
  const lesson = new LessonPage(page, server, LESSON);
  await lesson.openWithoutToken();
  const picture = lesson.workbench.picture(PICTURE);
  await picture.getByRole('button', { name: 'Compare two files of your own' }).click();
  const form = picture.getByRole('region', { name: 'Two files of your own' });
  const choose = (label: string, file: string) => form.getByLabel(label).setInputFiles(file);
  const compare = form.getByRole('button', { name: 'Compare' });

  await test.step('with progress, and without freezing', async () => {
    await choose('First snapshot', heaps.before);
    await choose('Second snapshot', heaps.after);
    const used = await processorTime(page);
    const began = await used();
    await compare.click();
    await expect(form.getByRole('progressbar')).toBeVisible();
    await expect(form).toContainText(/[1-9]\d?%, /);
    // The page answers meanwhile.
    await picture.getByRole('button', { name: 'Count', exact: true }).click();
    await expect(picture.getByRole('columnheader', { name: 'Count', exact: true })).toHaveAttribute(
      'aria-sort',
    );
    await expect(form.getByRole('progressbar')).toBeVisible();
    const leaky = form.getByRole('row', { name: /^LeakyClass/ });
    await expect(leaky).toContainText('+2,000', { timeout: 180_000 });
    const ended = await used();
    const [thread, whole] = [ended.thread - began.thread, ended.process - began.process];
    // The work is done in another thread; what the page's own does is to show how far that is.
    expect(whole).toBeGreaterThan(0.5);
    expect(thread / whole).toBeLessThan(0.4);
    await form.getByRole('button', { name: 'LeakyClass', exact: true }).click();
    await expect(way(form, 'LeakyClass').getByRole('listitem').last()).toContainText('LeakyClass');
    await expectAccessible(page, 'name-the-leak, own files');
  });

  await test.step('a truncated, a foreign and an empty file each say so', async () => {
    const refused = async (name: string, content: Buffer | string, says: RegExp) => {
      const file = testInfo.outputPath(name);
      await writeFile(file, content);
      await choose('Second snapshot', file);
      await compare.click();
      await expect(form.getByRole('status')).toContainText(says, { timeout: 120_000 });
    };
    const whole = await readFile(heaps.before);
    await refused(
      'cut.heapsnapshot',
      whole.subarray(0, whole.length / 2),
      /Second snapshot: The file ends after/,
    );
    await refused('p.heapsnapshot', '{"nodes":[],"startTime":1}', /is a CPU profile/);
    await refused('empty.heapsnapshot', '', /The file is empty/);
  });

  await test.step('it can be stopped', async () => {
    await choose('Second snapshot', heaps.after);
    await compare.click();
    await form.getByRole('button', { name: 'Stop' }).click();
    await expect(compare).toBeEnabled();
    await expect(form.getByRole('progressbar')).toBeHidden();
  });
});

test('a learner finds what keeps LeakyClass, takes the snapshots away, and mends it', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const lesson = new LessonPage(page, server, LESSON);
  const { workbench } = lesson;
  const picture = workbench.picture(PICTURE);
  await lesson.open();

  await test.step('the comparison is one of this run', async () => {
    await workbench.start();
    await workbench.ended('Finished');
    await expect(picture.getByText('recorded')).toBeHidden();
    await expect(way(picture, 'LeakyClass')).toContainText('cache (variable)');
    await expect(workbench.check('LeakyClass is flat between the snapshots')).toContainText('failed');
  });

  await test.step('both files can be kept, and are whole heap snapshots', async () => {
    for (const name of ['before', 'after']) {
      const downloading = page.waitForEvent('download');
      await picture.getByRole('button', { name: `Download ${name}.heapsnapshot` }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe(`${name}.heapsnapshot`);
      const path = await download.path();
      const { size } = await stat(path);
      expect(size).toBeGreaterThan(1_000_000);
      const read = await readHeap({ chunks: createReadStream(path), size });
      expect(read.ok).toBe(true);
    }
  });

  await test.step('with a key that can be equal, every check passes', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll(
      await readFile(join(ROOT, 'labs/name-the-leak/solution/rates.ts'), 'utf8'),
    );
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    await expect(workbench.check('LeakyClass is flat between the snapshots')).toContainText('passed');
    await expect(workbench.check('What was worked out is still used again')).toContainText('passed');
  });
});
