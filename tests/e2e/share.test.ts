/** A run passed on: saved where it was made, opened by somebody who has neither the server nor the code. */
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

test('a run that was saved is opened by another reader, with its conditions and the code that ran', async ({
  page,
  browser,
  server,
  lesson,
}) => {
  const { workbench } = lesson;
  const save = workbench.region.getByRole('button', { name: 'Save this run' });
  await lesson.open();
  await workbench.code.open();
  await workbench.code.typeAt(1, '// mine, and nobody else’s\n');
  await workbench.tab('Checks').click();
  await expect(save).toBeHidden();
  await workbench.start();
  await workbench.stop.click();
  await workbench.ended('Stopped');
  await expectAccessible(page, 'a run that can be saved', ['light']);
  const download = page.waitForEvent('download');
  await save.click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^false-opens-\d{4}-\d\d-\d\d-\d{4}\.underload\.ndjson$/);
  const text = await readFile(await saved.path(), 'utf8');
  expect(text, 'no secret of this machine').not.toContain(
    new URL(server.address).hash.slice('#token='.length),
  );

  const elsewhere = await browser.newContext();
  const other = new LessonPage(await elsewhere.newPage(), server);
  await other.openWithoutToken();
  await other.workbench.region.getByLabel('Open a run').setInputFiles(await saved.path());
  const opened = other.workbench.region.getByRole('region', { name: 'Opened run' });
  await expect(opened).toContainText(`Node ${process.version.slice(1).split('.').slice(0, 2).join('.')} on`);
  await expect(opened).toContainText('with one file edited, ended before the scenario did');
  await opened.getByText('Its code: proxy.ts').click();
  await expect(opened.getByLabel('proxy.ts of the opened run')).toContainText('// mine, and nobody else’s');
  // It is shown, and nowhere else: the reader's own editor has the lab's file.
  await other.workbench.code.open();
  await expect(other.workbench.code.editor).not.toContainText('nobody else');
  await elsewhere.close();
});
