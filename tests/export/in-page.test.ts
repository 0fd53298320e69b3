/**
 * A lesson of the export runs its lab in the page: what was built, with the image that was built, by the real
 * client. The host is a stand-in, so that what runs is real Node on this machine
 * (`tests/engines/webcontainer/stand-in.ts`): nothing is said here of what the real runtime can do.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { startStandIn, type StandIn } from '../engines/webcontainer/stand-in.ts';
import { LessonPage } from '../e2e/pages/lesson.ts';
import { addressOf, expect, test as base } from './fixtures.ts';
import { lacking, type Host } from './nginx.ts';

const BLOCKING = { path: '/event-loop/blocking/', title: 'Blocking', editable: 'meter.ts' };
const RUNS_HERE = /^WebContainer · Node \d+\.\d+ · \d+ cores?$/;
/** Its scenario takes 12 s; a container is made, filled and tried before it, on a machine that may be busy. */
const WITHIN = { timeout: 90_000 };

const test = base.extend<{ standIn: StandIn }>({
  standIn: async ({}, use) => {
    const standIn = await startStandIn();
    await use(standIn);
    await standIn.close();
  },
});
test.skip(lacking !== undefined, lacking);
// The pages' own policy lets only StackBlitz's host into a frame; headers.test.ts looks at it.
test.use({ recordings: false, bypassCSP: true });
test.describe.configure({ timeout: 300_000 });

async function open(context: BrowserContext, host: Host, standIn: StandIn): Promise<LessonPage> {
  const page: Page = await context.newPage();
  await page.addInitScript((origin) => {
    Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin });
  }, standIn.origin);
  const to = (path = ''): string => addressOf(host) + path;
  const address = addressOf(host);
  const none = (): Promise<null> => Promise.resolve(null);
  const server = { address, page: to, bare: to, processes: () => [], stop: none, kill: none };
  const lesson = new LessonPage(page, server, BLOCKING);
  await lesson.openWithoutToken();
  return lesson;
}

test('a lab runs in the page with what was built, edits and all; another tab takes over when it has ended', async ({
  context,
  host,
  standIn,
}) => {
  const { workbench } = await open(context, host, standIn);

  await test.step('nothing is started before Run', async () => {
    await workbench.code.open();
    await workbench.code.typeAt(1, "console.log('mine' satisfies string); ");
    await expect(workbench.badge).toHaveText('WebContainer · starts at Run');
    expect(standIn.workdirs).toEqual([]);
  });

  await test.step('at Run it starts, and the lab is played to its end', async () => {
    await workbench.run.click();
    await expect(workbench.announced).toHaveText(/^Running/, WITHIN);
    await expect(workbench.badge).toHaveText(RUNS_HERE);
    await workbench.tab('Output').click();
    await expect(workbench.panel).toContainText('mine');
    await expect(workbench.announced).toHaveText(/^Finished/, WITHIN);
    await expect(workbench.problems).toBeEmpty();
    expect(standIn.workdirs).toHaveLength(1);
  });

  const other = (await open(context, host, standIn)).workbench;
  await test.step('another tab gets Node for itself, since nothing runs in the first', async () => {
    await other.run.click();
    await expect(other.announced).toHaveText(/^Running/, WITHIN);
    await expect(other.badge).toHaveText(RUNS_HERE);
    expect(standIn.workdirs).toHaveLength(2);
  });

  await test.step('the first is told who has it, and gets it back when that lab was stopped', async () => {
    await workbench.run.click();
    await expect(workbench.problems).toContainText('Another tab runs a lab in the browser just now.', WITHIN);
    await other.stop.click();
    await other.ended('Stopped');
    await workbench.run.click();
    await expect(workbench.announced).toHaveText(/^Running/, WITHIN);
    expect(standIn.workdirs).toHaveLength(3);
    await workbench.stop.click();
    await workbench.ended('Stopped');
  });
});
