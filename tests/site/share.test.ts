/** A run from a file, and settings in a link, as whoever is given them finds them. Nothing runs here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, ROOT, test } from '../e2e/fixtures.ts';
import type { LessonPage } from '../e2e/pages/lesson.ts';

/** Somebody else's run of the lab: its recording, of another day and machine. */
async function theirs(change: (ndjson: string) => string = (text) => text): Promise<Buffer> {
  const text = await readFile(join(ROOT, 'labs/false-opens/recordings/solution.ndjson'), 'utf8');
  const ofTheirs = text
    .replace(/"startedAt":"[^"]*"/, '"startedAt":"2026-03-04T05:06:07.000Z"')
    .replace(/"cores":\d+/, '"cores":64')
    .replace(/"platform":"\w+"/, '"platform":"darwin"');
  return Buffer.from(change(ofTheirs));
}
const open = (lesson: LessonPage, buffer: Buffer, name = 'theirs.underload.ndjson') =>
  lesson.workbench.region
    .getByLabel('Open a run')
    .setInputFiles({ name, mimeType: 'application/x-ndjson', buffer });

test('a run from a file is drawn in the place of the recording, says whose it is, and is left again', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.openWithoutToken();
  const before = await workbench.charts.getByRole('group').first().locator('summary').textContent();
  // The first touch of the workbench: its scripts are not there yet.
  await open(lesson, await theirs());
  const opened = workbench.region.getByRole('region', { name: 'Opened run' });
  await expect(opened).toContainText('4 Mar 2026');
  await expect(opened).toContainText('on darwin with 64 cores, the lesson’s solution');
  await expect(workbench.region.getByRole('button', { name: /^Opened run · 4 Mar 2026/ })).toBeVisible();
  await expect(workbench.charts.getByRole('group').first().locator('summary')).not.toHaveText(before ?? '');
  await opened.getByText(/^Its checks: 3 of 3 passed/).click();
  await expect(opened.getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, 'a run from a file');
  expect(
    await page.evaluate(() => localStorage.getItem('under-load')),
    'nothing of it is the learner’s own',
  ).toBeNull();
  await opened.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(opened).toBeHidden();
  await expect(workbench.badge).toBeVisible();
});

test('what Run plays, where there is no engine, is the run from the file', async ({ page, lesson }) => {
  await page.clock.install();
  await lesson.openWithoutToken();
  await open(lesson, await theirs());
  await expect(lesson.workbench.region.getByRole('region', { name: 'Opened run' })).toBeVisible();
  await lesson.workbench.start();
  await page.clock.runFor(30_000);
  await lesson.workbench.ended('Finished');
  await expect(lesson.workbench.tab('Checks')).toHaveText('Checks 3/3');
  await expect(lesson.workbench.region.getByRole('button', { name: 'Save this run' })).toBeHidden();
});

test('a file of another lab says where it belongs, and one that is none says what to do', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.openWithoutToken();
  await open(lesson, await theirs((text) => text.replace('"lab":"false-opens"', '"lab":"phases"')));
  await expect(workbench.problems).toContainText('It is a run of another lab, “phases”');
  await expect(workbench.problems.getByRole('link', { name: 'Go to Phases' })).toHaveAttribute(
    'href',
    /\/event-loop\/phases\/$/,
  );
  await expectAccessible(page, 'a run of another lab', ['light']);
  await open(lesson, Buffer.from('hello'), 'notes.txt');
  await expect(workbench.problems).toContainText('“notes.txt”: It is no run of this course');
  await open(lesson, (await theirs()).subarray(0, -40), 'half.ndjson');
  await expect(workbench.problems).toContainText('Its end is missing');
  await open(lesson, await theirs((text) => text.replace('"format":1', '"format":2')), 'newer.ndjson');
  await expect(workbench.problems).toContainText('newer version of this course');
  await expect(workbench.region.getByRole('region', { name: 'Opened run' })).toBeHidden();
});

test('what a file says is shown as text, whatever it is', async ({ page, lesson }) => {
  const evil = '<img src=x onerror=alert(1)>\\u202e';
  await lesson.openWithoutToken();
  await open(
    lesson,
    await theirs((text) => {
      const [head = '', ...rest] = text.split('\n');
      const printed = `{"kind":"text","t":0,"process":"${evil}","stream":"stdout","text":"${evil}"}`;
      const about = `{"kind":"saved-run","version":1,"format":1,"lab":"false-opens","edits":{"${evil}":"${evil}"}}`;
      return [about, head, printed, ...rest].join('\n');
    }),
    '<b>file</b>.ndjson',
  );
  const opened = lesson.workbench.region.getByRole('region', { name: 'Opened run' });
  await opened.getByText(/^What it printed/).click();
  await opened.getByText(/^Its code/).click();
  await expect(opened.getByLabel('Output of the opened run')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('settings of a link are applied, said, and given back by Reset; what is wrong is said and not applied', async ({
  page,
  lesson,
  server,
}) => {
  const { workbench } = lesson;
  await page.goto(`${server.bare('/breakers/false-opens/')}#set=rate:40,blockMs:100000,nothing:1`);
  await expect(workbench.problems).toContainText('Settings that came with the link: Requests 40/s');
  await expect(workbench.problems).toContainText('it goes from');
  await expect(workbench.problems).toContainText('This lab has no control “nothing”.');
  await expect(workbench.control('Requests held')).toHaveValue('40');
  await expectAccessible(page, 'settings from a link');
  await workbench.reset.click();
  await expect(workbench.problems).toBeEmpty();
  await expect(workbench.control('Requests')).toHaveValue('8');
  expect(new URL(page.url()).hash).toBe('');
});

test('a link with the settings that are held gives somebody else the same', async ({
  page,
  context,
  lesson,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { workbench } = lesson;
  await lesson.openWithoutToken();
  await expect(workbench.region.getByRole('button', { name: 'Copy link with these settings' })).toBeHidden();
  await workbench.control('Requests').fill('30');
  await workbench.region.getByRole('button', { name: 'Copy link with these settings' }).click();
  await expect(workbench.region.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/breakers\/false-opens\/#set=rate:30$/);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('alert')).toContainText('Requests 30/s');
});
