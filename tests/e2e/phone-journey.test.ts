/** A whole lesson on a phone, by taps: to its last check, with nothing that scrolls sideways on the way. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegion } from '../../src/workbench/code/regions.ts';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { tooWide } from './layout.ts';
import { LessonPage } from './pages/lesson.ts';

const LOOK_INSIDE = { path: '/os/look-inside/', title: 'Look inside', editable: 'session.ts' };
const WIDTH = 390;

test.use({ viewport: { width: WIDTH, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true });

/** What the solution writes in the region that the lesson's prose shows. */
async function solution(): Promise<string> {
  const file = await readFile(join(ROOT, 'labs/look-inside/solution/session.ts'), 'utf8');
  const region = readRegion(file, 'session');
  if (!region.ok) throw new Error(region.message);
  return region.text;
}

test('on a phone a learner predicts, runs, mends the code in the text, and sees the last check pass', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const lesson = new LessonPage(page, server, LOOK_INSIDE);
  const { workbench, prediction } = lesson;

  /** A phone shows a page that is too wide by zooming out: its window is then wider, too. */
  const expectToFit = async (state: string): Promise<void> => {
    expect(await tooWide(page), state).toEqual([]);
    expect(await page.evaluate(() => window.innerWidth), state).toBe(WIDTH);
  };
  const run = async (): Promise<void> => {
    await workbench.run.tap();
    await expect(workbench.announced).toHaveText(/^Running/, { timeout: 60_000 });
    await expectToFit('running');
    await workbench.ended('Finished');
    await expectToFit('finished');
  };

  await test.step('from the home page into the lesson', async () => {
    await page.goto(server.address);
    await expectToFit('home');
    await page.getByRole('main').getByRole('link', { name: 'Look inside', exact: true }).tap();
    await expect(lesson.title).toBeVisible();
    await expectToFit('lesson');
  });

  await test.step('a choice is predicted', async () => {
    await prediction.getByText('All of them hear nothing').tap();
    await prediction.getByRole('button', { name: 'Commit' }).tap();
    await expect(prediction.getByRole('status')).toHaveText('You predicted: All of them hear nothing.');
  });

  await test.step('the lab is run, and a check fails', async () => {
    await run();
    await expect(workbench.check('Nobody who was let in is dropped')).toContainText('failed');
    await expectAccessible(page, 'phone, finished with failed checks', ['light']);
  });

  await test.step('the code is mended where the text shows it', async () => {
    const region = page.getByRole('region', { name: 'Fix' }).getByRole('figure');
    await region.getByRole('button', { name: 'Edit' }).tap();
    const editor = page.getByRole('textbox', { name: 'session.ts, region session' });
    await expect(editor).toBeFocused();
    await expectToFit('editing');
    await editor.fill(await solution());
    await expect(region).toContainText('edited');
  });

  await test.step('it is compared with the solution', async () => {
    await workbench.tab('Code').tap();
    await workbench.code.compare.tap();
    await expect(workbench.panel).toContainText('Yours is the solution.');
    await expectToFit('compared');
    await workbench.tab('Checks').tap();
  });

  await test.step('it is run again, and every check passes', async () => {
    await run();
    await expect(workbench.announced).toHaveText('Finished. 3 of 3 checks passed.');
    await expect(workbench.tab('Checks')).toHaveText('Checks 3/3');
  });

  await test.step('the lesson is done, and leads on to the next', async () => {
    const next = workbench.panel.getByRole('link', { name: 'Five numbers' });
    await expect(next).toBeVisible();
    await expectAccessible(page, 'phone, done');
    await next.tap();
    await expect(page.getByRole('heading', { level: 1, name: 'Five numbers' })).toBeVisible();
    await expectToFit('the next lesson');
  });
});
