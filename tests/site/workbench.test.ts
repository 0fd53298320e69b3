/** The workbench of a lab where its shape is another than most have. Nothing is measured: a recording is played. */
import { expect, test } from '../e2e/fixtures.ts';
import { LessonPage } from '../e2e/pages/lesson.ts';

const THREE_STATES = { path: '/breakers/three-states/', title: 'Three states', editable: 'proxy.ts' };
const WATCH_IT = { path: '/breakers/watch-it/', title: 'Watch it', editable: 'alerts.yml' };
const LAYERS = { path: '/os/layers/', title: 'Layers', editable: 'app.ts' };

test('what was unfolded stays so when the workbench comes to life', async ({ page, server }) => {
  const lesson = new LessonPage(page, server, THREE_STATES);
  const { region, charts } = lesson.workbench;
  await lesson.openWithoutToken();
  await region.getByText('Load and pressure').click();
  const data = charts.getByRole('group').filter({ hasText: 'Data of Breaker' });
  await data.locator('summary').click();
  await lesson.workbench.tab('Output').click();
  await expect(region.getByRole('log')).toBeVisible();
  await expect(lesson.workbench.control('Slower in a crowd')).toBeVisible();
  await expect(data.getByRole('table')).toBeVisible();
});

test('a check with a long figure keeps room for its title', async ({ page, server }) => {
  const lesson = new LessonPage(page, server, WATCH_IT);
  await page.clock.install();
  await lesson.openWithoutToken();
  await lesson.workbench.start();
  await page.clock.fastForward(25_000);
  await lesson.workbench.ended('Finished');
  const title = page.getByText('Unstable backend: its people are called', { exact: true });
  await expect(title).toBeVisible();
  expect((await title.boundingBox())?.width).toBeGreaterThan(200);
});

test('a lab with nothing over time shows its table at once, and its checks below it', async ({
  page,
  server,
}) => {
  const lesson = new LessonPage(page, server, LAYERS);
  const { charts, scenario, region } = lesson.workbench;
  await lesson.openWithoutToken();
  const table = charts.getByRole('table');
  const top = async (of: typeof table) => (await of.boundingBox())?.y ?? Infinity;
  const bottom = async (of: typeof table) => {
    const box = await of.boundingBox();
    return box ? box.y + box.height : -Infinity;
  };
  expect((await top(table)) - (await bottom(scenario))).toBeLessThan(120);
  expect((await top(region.getByRole('tablist'))) - (await bottom(table))).toBeLessThan(120);
});
