/** The lesson "Three states": a learner breaks and heals a backend by hand, asks the proxy from outside, and mends it. */
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';
import type { Workbench } from './pages/workbench.ts';

const THREE_STATES = { path: '/breakers/three-states/', title: 'Three states', editable: 'proxy.ts' };
const CHECKS = [
  'Stays closed in the backend’s ordinary noise',
  'Is not always open when the backend is slow',
  'Opens for an outage',
  'Callers are answered during the outage',
  'Closes when the backend is back',
];

/** One GET, as `curl` makes it: another program, with nothing of the page. */
function get(url: string, agent?: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      incoming.once('end', () => {
        resolve({ status: incoming.statusCode ?? 0, body });
      });
    })
      .once('error', reject)
      .end();
  });
}

/** As `ab -n 1000 -c 10` does it; how many answers had each status. */
async function bench(url: string, count = 1000, concurrency = 10): Promise<Record<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const answers: Record<number, number> = {};
  let left = count;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const { status } = await get(url, agent);
      answers[status] = (answers[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  agent.destroy();
  return answers;
}

interface Status {
  state: string;
  options: Record<string, unknown>;
  events: Record<string, number>;
}
const status = async (proxy: string) => JSON.parse((await get(`${proxy}/circuit-status`)).body) as Status;
const eventsOf = async (proxy: string, name: string) => (await status(proxy)).events[name] ?? 0;

/** Presses a ready-made request and waits for its answer. */
async function send(workbench: Workbench, label: string): Promise<Locator> {
  await workbench.panel.getByRole('button', { name: label, exact: true }).click();
  const answer = workbench.answers.first();
  await expect(answer).toContainText(/^200/);
  return answer;
}

test('a learner breaks and heals the backend by hand, and others reach the proxy from outside', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const lesson = new LessonPage(page, server, THREE_STATES);
  const { workbench } = lesson;
  await lesson.open();
  await lesson.prediction.first().getByRole('spinbutton', { name: 'Your prediction' }).fill('60');
  await lesson.prediction.first().getByRole('button', { name: 'Commit' }).click();

  const backend = workbench.region.getByRole('group', { name: /^Backend/ });
  const timeout = workbench.region.getByRole('spinbutton', { name: 'timeout, typed', exact: true });
  const reset = workbench.region.getByRole('spinbutton', { name: 'resetTimeout, typed', exact: true });
  const window = workbench.region.locator('details', { hasText: 'Breaker: window and counting' });

  await test.step('what the code says is said of a control, until it is held', async () => {
    await expect(timeout).toHaveAttribute('placeholder', 'code');
    await expect(timeout).toHaveValue('');
    await expect(window.getByRole('slider', { name: 'rollingCountBuckets' })).toBeHidden();
    await window.getByText('Breaker: window and counting').click();
    await window.getByRole('slider', { name: 'rollingCountBuckets' }).fill('5');
    await expect(window.getByText('1 held')).toBeVisible();
    await expect(window.getByRole('slider', { name: 'rollingCountBuckets' })).toBeVisible();
    await reset.fill('1000');
    await reset.press('Enter');
    // The scenario is not to break it meanwhile.
    await backend.getByRole('radio', { name: 'hangs' }).check();
    await backend.getByRole('radio', { name: 'up' }).check();
  });

  await workbench.start();
  await workbench.tab('Requests').click();
  await send(workbench, 'GET /circuit-status');
  const address = workbench.panel.getByText(/^http:\/\/127\.0\.0\.1:\d+\/circuit-status$/);
  const proxy = new URL((await address.textContent()) ?? '').origin;

  await test.step('the options in force are those of the code, and those that are held', async () => {
    expect((await status(proxy)).options).toMatchObject({ timeout: 500, rollingCountBuckets: 5 });
    await timeout.fill('1500');
    await timeout.press('Enter');
    await expect.poll(async () => (await status(proxy)).options['timeout']).toBe(1500);
  });

  await test.step('POST /break opens it, and 1000 requests from outside, 10 at a time, are all answered', async () => {
    await send(workbench, 'POST /break');
    // The noise may have opened it before, and a call from before may close it again: the second
    // opening from here on is a try that the broken backend has refused.
    const opened = await eventsOf(proxy, 'open');
    await expect.poll(() => eventsOf(proxy, 'open')).toBeGreaterThan(opened + 1);
    await expect(workbench.breaker).toHaveText(/\bopen$/);
    const answers = await bench(`${proxy}/api/data`);
    expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(answers[503]).toBeGreaterThan(900);
    expect(await eventsOf(proxy, 'reject')).toBeGreaterThan(900);
  });

  await test.step('POST /heal, and the next try closes it', async () => {
    const closed = await eventsOf(proxy, 'close');
    await send(workbench, 'POST /heal');
    await expect.poll(() => eventsOf(proxy, 'close'), { timeout: 15_000 }).toBeGreaterThan(closed);
  });

  await test.step('Reset gives every option back to the code', async () => {
    await workbench.reset.click();
    await expect
      .poll(async () => (await status(proxy)).options)
      .toMatchObject({
        timeout: 500,
        resetTimeout: 5000,
        rollingCountBuckets: 10,
      });
    await expect(timeout).toHaveValue('');
    await workbench.stop.click();
    await workbench.ended('Stopped');
  });

  await test.step('with the solution every check passes, and the tables say what callers got', async () => {
    await workbench.code.open();
    await workbench.code.replaceAll(
      await readFile(join(ROOT, 'labs/three-states/solution/proxy.ts'), 'utf8'),
    );
    await workbench.start();
    await workbench.tab('Checks').click();
    await workbench.ended('Finished');
    for (const title of CHECKS) await expect(workbench.check(title)).toContainText('passed');
    const outage = workbench.picture('With the breaker, and without').getByRole('row', { name: /^outage/ });
    await expect(outage.getByRole('cell').first()).toHaveText(/^(9[5-9]|100)%$/);
    await expect(workbench.figure('Calls that fail in the noise, without a breaker').first()).toHaveText(
      /60/,
    );
    await expectAccessible(page, 'three-states, finished');
  });
});
