/** The lesson "One thread": who waits while a report is written. */
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { LessonPage } from '../e2e/pages/lesson.ts';
import { LoopPicture } from '../e2e/pages/loop-picture.ts';

const ONE_THREAD = { path: '/event-loop/one-thread/', title: 'One thread', editable: 'service.ts' };

test('at the end of a report the picture shows who waits, and that they are answered one after the other', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, ONE_THREAD);
  await lesson.open();
  const picture = new LoopPicture(lesson.workbench.picture('What ran on the loop of the service'));
  await picture.choose('report in one piece');
  await expect(lesson.workbench.badge).toHaveText(/^Local/);
  await picture.openList();
  const sentences = await picture.list.getByRole('listitem').allTextContents();
  const report = sentences.findIndex((sentence) => sentence.startsWith('report: '));
  await picture.slider.fill(String(report));
  await picture.expectStep(report + 1);
  await expect(picture.stack).toContainText('(express)');
  await expect(picture.waiting).toContainText(/fast \d+(\.\d+)? ms/);

  await test.step('the next step is the first of those that waited', async () => {
    await picture.slider.press('ArrowRight');
    await picture.expectStep(report + 2);
    await expect(picture.slider).toHaveAttribute('aria-valuetext', /fast: at .* in poll; waited/);
  });
  await expectAccessible(page, 'a report of the recording');
});
