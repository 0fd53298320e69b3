/** The lesson "Remedies": a table of what each is worth, to be kept as a file, and one remedy to be picked by it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const REMEDIES = { path: '/breakers/remedies/', title: 'Remedies', editable: 'remedy.ts' };
const TABLE = 'When each opens before the two backends, and what it costs before the healthy one';
const CHECKS = {
  noFalseOpen: 'Yours does not open while the backend is healthy',
  opensWhenSlow: 'Yours still opens when the backend is really slow',
  workDone: 'Callers get answers, and every answer had its work done',
};

/** Presses Save as CSV, and gives the file: its name, and its lines as fields. No field of this table has a comma in it, but for its columns. */
async function saveTable(page: Page): Promise<{ name: string; columns: string; rows: string[][] }> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save as CSV: ${TABLE}` }).click();
  const download = await saved;
  const [columns = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  return { name: download.suggestedFilename(), columns, rows: lines.map((line) => line.split(',')) };
}

test('a learner keeps the recorded table, picks a remedy by it, and keeps what it measured', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, REMEDIES);
  const { workbench } = lesson;
  await lesson.open();

  await test.step('before anything runs, the recorded table is there, and is kept as a file', async () => {
    const admission = workbench.picture(TABLE).getByRole('row', { name: /^admission limit/ });
    await expect(admission.getByRole('cell').first()).toHaveText('works');
    const { name, columns, rows } = await saveTable(page);
    expect(name).toBe('remedies-table-recorded.csv');
    expect(columns).toMatch(/^Remedy,result,"healthy, s","slow, s",/);
    expect(rows).toHaveLength(14);
    expect(rows.find(([head]) => head === 'admission limit of 6')?.slice(1, 3)).toEqual(['works', 'no']);
  });

  await test.step('without the table, a run measures only the learner’s own, which has no remedy yet', async () => {
    await lesson.predict('Four to eight');
    await workbench.region.getByRole('switch', { name: 'Measure the whole table' }).uncheck();
    await workbench.start();
    await workbench.ended('Finished');
    const yours = workbench.picture(TABLE).getByRole('row', { name: /^yours/ });
    await expect(yours.getByRole('cell').first()).toHaveText('false open');
    await expect(workbench.check(CHECKS.noFalseOpen)).toContainText(/opened after [\d.]+ s, must not open/);
    await expect(workbench.check(CHECKS.opensWhenSlow)).toContainText('passed');
  });

  await test.step('with the solution’s remedy every check passes, and the table of the run is kept', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll(await readFile(join(ROOT, 'labs/remedies/solution/remedy.ts'), 'utf8'));
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    for (const title of Object.values(CHECKS)) await expect(workbench.check(title)).toContainText('passed');
    await expectAccessible(page, 'remedies, finished');
    const { name, rows } = await saveTable(page);
    expect(name).toBe('remedies-table.csv');
    expect(rows[0]?.slice(0, 3)).toEqual(['yours (remedy.ts)', 'works', 'no']);
    expect(rows[1]).toEqual(['none', '', '', '', '', '', '', '', '', '']);
  });
});
