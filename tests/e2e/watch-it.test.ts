/** The lesson "Watch it": the dashboard's panels, and alerts in Prometheus' own format. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const WATCH_IT = { path: '/breakers/watch-it/', title: 'Watch it', editable: 'alerts.yml' };
const PANELS = [
  'Circuit state, scraped',
  'Alert BackendFailing',
  'Alert FalseOpen',
  'Event-loop lag of the proxy',
  'Event-loop lag against the circuit',
  'Response time of the proxy',
  'The backend, by its own count',
  'Requests of the proxy',
  'Error rate of the proxy',
  'Circuit events',
];
const CHECKS = [
  'Unstable backend: its people are called',
  'Busy proxy: the backend’s people sleep on',
  'Slow backend: its people are called',
];

test(
  'a learner sees the dashboard, is shown the line of a wrong query, and writes alerts that tell',
  { tag: '@alone' },
  async ({ page, server }) => {
    test.setTimeout(180_000);
    const lesson = new LessonPage(page, server, WATCH_IT);
    const { workbench } = lesson;
    await lesson.open();

    await test.step('before the run, every panel of the recording', async () => {
      for (const title of PANELS) {
        await expect(
          workbench.charts.getByRole('img', { name: new RegExp(`^${title}\\.`) }),
          title,
        ).toBeVisible();
      }
      await expect(workbench.charts.getByRole('img', { name: /^Alert FalseOpen\. Firing/ })).toBeVisible();
      await expectAccessible(page, 'the dashboard');
    });

    const solution = await readFile(join(ROOT, 'labs/watch-it/solution/alerts.yml'), 'utf8');
    await workbench.code.open();

    await test.step('a query that is none is shown at its line', async () => {
      await workbench.code.replaceAll(solution.replace('[2s]) == 1', '[2s) == 1'));
      await workbench.run.click();
      await workbench.ended('Failed');
      await expect(workbench.problems).toContainText('BackendFailing: This is not PromQL');
      await workbench.problems.getByRole('button', { name: /^Show alerts\.yml, line \d+$/ }).click();
      await expect(workbench.code.errorLine).toContainText('expr');
    });

    await test.step('with the alerts of the solution each outage calls the right people', async () => {
      await workbench.code.replaceAll(solution);
      await workbench.start();
      await workbench.tab('Checks').click();
      await workbench.ended('Finished');
      for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
      await expect(workbench.figure('Busy proxy: fired').nth(1)).toHaveText('FalseOpen');
    });
  },
);
