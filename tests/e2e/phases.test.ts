/** The lesson "Phases": a process that ran is looked at, callback by callback. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';
import { LoopPicture } from './pages/loop-picture.ts';

const PHASES = { path: '/event-loop/phases/', title: 'Phases', editable: 'steps.ts' };
const TITLE = 'What one process ran';

test('a recorded process is stepped through by buttons and keys, and every step agrees with the list', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, PHASES);
  await lesson.open();
  const picture = new LoopPicture(lesson.workbench.picture(TITLE));
  await picture.openList();
  await picture.expectStep(1);
  await expect(picture.ring).toHaveAccessibleName('The loop stands in main');
  for (const queue of ['nextTick', 'microtasks', 'timers', 'pending', 'poll', 'check', 'close']) {
    await expect(picture.waiting.getByRole('term').filter({ hasText: queue })).toBeVisible();
  }

  await test.step('the first press, which loads the workbench, is a step already', async () => {
    await picture.next.click();
    await expect(lesson.workbench.badge).toHaveText(/^Local/);
    // The list is open still.
    await picture.expectStep(2);
  });

  await test.step('arrow keys go on and back, Home and End to the ends', async () => {
    await picture.next.focus();
    await page.keyboard.press('ArrowRight');
    await picture.expectStep(3);
    await page.keyboard.press('ArrowLeft');
    await picture.expectStep(2);
    await page.keyboard.press('End');
    await picture.expectStep(8);
    await expect(picture.ring).toHaveAccessibleName('The loop stands in close');
    await page.keyboard.press('ArrowRight');
    await picture.expectStep(8);
    await page.keyboard.press('Home');
    await picture.expectStep(1);
    await picture.slider.focus();
    await page.keyboard.press('ArrowRight');
    await picture.expectStep(2);
    await picture.previous.click();
    await picture.expectStep(1);
  });

  await test.step('another process begins at its first step', async () => {
    await picture.choose('all, I/O callback');
    await picture.expectStep(1);
    await expect(picture.ring).toHaveAccessibleName('The loop stands in poll');
    await page.keyboard.press('Tab');
    await expectAccessible(page, 'a process of the recording');
  });
});

test('nothing plays by itself, and with reduced motion a played step lasts a second', async ({
  page,
  server,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install({ time: '2026-01-01T10:00:00' });
  const lesson = new LessonPage(page, server, PHASES);
  await lesson.open();
  const picture = new LoopPicture(lesson.workbench.picture(TITLE));
  await picture.choose('all, I/O callback');
  await expect(lesson.workbench.badge).toHaveText(/^Local/);
  await page.clock.runFor(60_000);
  await expect(picture.slider).toHaveValue('0');

  // From here on time goes only where it is told to.
  await page.clock.pauseAt('2026-01-01T11:00:00');
  await picture.region.getByRole('combobox', { name: 'Speed' }).selectOption('2 steps a second');
  await picture.play.click();
  await expect(picture.play).toHaveText('Pause');
  await page.clock.runFor(900);
  await expect(picture.slider).toHaveValue('0');
  await page.clock.runFor(200);
  await expect(picture.slider).toHaveValue('1');
  await picture.play.click();
  await page.clock.runFor(10_000);
  await expect(picture.slider).toHaveValue('1');
});

test('a run replaces what was recorded, and its steps are in the order that is said in its output', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, PHASES);
  const { workbench } = lesson;
  await lesson.open();
  await workbench.start();
  const picture = new LoopPicture(workbench.picture(TITLE));
  await expect(picture.region.getByText(/^The whole of one process/)).toBeVisible();
  await workbench.tab('Output').click();
  const line = workbench.panel.getByRole('log').getByText(/^main module → /);
  await expect(line.first()).toBeVisible();
  const printed = (await line.first().textContent()) ?? '';
  await workbench.stop.click();
  await workbench.ended('Stopped');
  await picture.openList();
  const sentences = await picture.list.getByRole('listitem').allTextContents();
  expect(sentences.map((sentence) => sentence.split(': at ')[0]).join(' → ')).toBe(printed);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded process can be read as a list', async ({ page, server }) => {
    const lesson = new LessonPage(page, server, PHASES);
    await lesson.open();
    const picture = new LoopPicture(lesson.workbench.picture(TITLE));
    await picture.openList();
    await expect(picture.list.getByRole('listitem')).toHaveCount(8);
  });
});
