/** What carrying and showing a run costs: records a second, and a page with charts, and one under a flood. */
import type { Browser, Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import falseOpens from '../../labs/false-opens/lab.ts';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { createLocalEngine } from '../../src/engines/local.ts';
import { createRunStore } from '../../src/run/store.ts';
import { startServer } from '../../src/server/server.ts';
import { launch, needBuild } from './browser.ts';
import type { Figure, Result } from './result.ts';
import { runInPage } from './streaming/page.ts';

const BURST = fileURLToPath(new URL('streaming/burst.ts', import.meta.url));
const STEADY = fileURLToPath(new URL('streaming/steady.ts', import.meta.url));
const FLOOD = fileURLToPath(new URL('streaming/flood.ts', import.meta.url));

const BURSTS = 5;
const SETTLED_AFTER_MS = 5000;
/** From when it has settled until the scenario is over, and with it the axis full and nothing left to draw. */
const GROWING_MS = 14_000;
const WATCHED_MS = 60_000;
const CLICK_EVERY_MS = 500;
const FLOOD_WITHIN_MS = 300_000;
const MB = 1e6;

/** From a supervisor through server, connection and reader into the store, without a page. */
async function* carrying(): AsyncGenerator<Result> {
  const server = await startServer({
    port: 0,
    dist: inRoot('dist'),
    supervisor: BURST,
  });
  const figure: Figure = { name: 'records from supervisor to store', unit: '/s', values: [] };
  try {
    for (let i = 0; i < BURSTS; i += 1) {
      const engine = createLocalEngine({
        token: server.token,
        base: `http://127.0.0.1:${String(server.port)}`,
      });
      const store = createRunStore(falseOpens);
      const run = engine.run({ lab: 'false-opens' });
      let [count, from, to] = [0, NaN, NaN];
      for await (const record of run.records) {
        if (count === 0) from = performance.now();
        store.add(record);
        // The engine holds the last one back until nothing is left of the run.
        if (record.kind === 'done') continue;
        count += 1;
        to = performance.now();
      }
      if (store.done?.reason !== 'scenario-ended') throw new Error('the burst did not come to its end.');
      figure.values.push(Math.round(count / ((to - from) / 1000)));
    }
    yield figure;
  } finally {
    await server.close();
  }
}

async function* drawing(browser: Browser): AsyncGenerator<Result> {
  const run = await runInPage(browser, STEADY);
  try {
    await run.page.waitForTimeout(SETTLED_AFTER_MS);
    const before = await run.heap();
    await run.restart();
    await run.page.waitForTimeout(GROWING_MS);
    const { mainThread } = await run.read();
    await run.page.waitForTimeout(WATCHED_MS - GROWING_MS);
    const { seconds, frames, tasks } = await run.read();
    const after = await run.heap();
    if (!(await run.running())) throw new Error('the run ended before it had been watched.');
    const of = 'charts of 8 series, 100 samples a second';
    yield { name: `${of}: frames`, unit: '/s', values: [frames / seconds] };
    yield {
      name: `${of}: longest task, 0 if none is over 50 ms`,
      unit: 'ms',
      values: [Math.max(0, ...tasks)],
      atMost: 50,
    };
    yield {
      name: `${of}: main thread while lines grow, share of a core`,
      unit: '%',
      values: [mainThread * 100],
      atMost: 20,
    };
    // What was measured is kept: 60 s × 800 values × 16 bytes are 0.8 MB, and as much again for arrays that double.
    yield {
      name: `${of}: JavaScript heap grows in a minute by`,
      unit: 'MB',
      values: [(after - before) / MB],
      atMost: 2,
    };
  } finally {
    await run.close();
  }
}

async function placeOf(page: Page, tab: string): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).boundingBox();
  if (!box) throw new Error(`there is no tab ${tab}.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function* flooding(browser: Browser): AsyncGenerator<Result> {
  const run = await runInPage(browser, FLOOD);
  try {
    // Asked once: it waits for the page, and what the page does for it would be measured with it.
    const tabs = [await placeOf(run.page, 'Output'), await placeOf(run.page, 'Checks')];
    await run.restart();
    const from = performance.now();
    let clicks = 0;
    while ((await run.running()) && performance.now() - from < FLOOD_WITHIN_MS) {
      const { x, y } = tabs[clicks % tabs.length] ?? { x: 0, y: 0 };
      await run.page.mouse.click(x, y);
      clicks += 1;
      await run.page.waitForTimeout(CLICK_EVERY_MS);
    }
    if (!(await run.finished())) throw new Error('the flood did not come to its end.');
    const { clicks: slow, tasks } = await run.read();
    const of = `200 MB of output, ${String(clicks)} clicks`;
    yield {
      name: `${of}: slowest answer, 0 if none is over 16 ms`,
      unit: 'ms',
      values: [Math.max(0, ...slow)],
      atMost: 100,
    };
    yield {
      name: `${of}: longest task, 0 if none is over 50 ms`,
      unit: 'ms',
      values: [Math.max(0, ...tasks)],
      atMost: 50,
    };
  } finally {
    await run.close();
  }
}

export async function* streaming(): AsyncGenerator<Result> {
  await needBuild();
  yield* carrying();
  const browser = await launch();
  try {
    yield* drawing(browser);
    yield* flooding(browser);
  } finally {
    await browser.close();
  }
}
