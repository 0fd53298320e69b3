/** The experiment on the home page, run for real. */
import { expect, test } from './fixtures.ts';
import { Workbench } from './pages/workbench.ts';

test('Run on the home page runs the lab on this machine, and is no beginning of its lesson', async ({
  page,
  server,
}) => {
  await page.goto(server.address);
  const workbench = new Workbench(page, 'False opens', 'proxy.ts');
  await workbench.start();
  await expect(workbench.badge).toHaveText(/^Local/);
  await workbench.ended('Finished');
  await expect(workbench.charts.getByText('recorded', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Start here' })).toContainText('One thread');
});
