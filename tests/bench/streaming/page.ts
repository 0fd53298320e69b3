/** A lesson's page during a run, with meters in it that cost it little. */
import type { Browser, CDPSession, Page } from '@playwright/test';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { startServer } from '../../../src/server/server.ts';

const LESSON = '/breakers/false-opens/';
const BEGINS_WITHIN_MS = 60_000;

declare global {
  interface Window {
    meters?: { frames: number; tasks: number[]; clicks: number[] };
  }
}

/** Runs in the page, before anything of it. */
function meter(): void {
  const meters = { frames: 0, tasks: [] as number[], clicks: [] as number[] };
  window.meters = meters;
  const frame = (): void => {
    meters.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    meters.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  // From the press of the button to the next frame that shows what it did.
  const events: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    const clicks = list.getEntries().filter(({ name }) => name === 'click');
    meters.clicks.push(...clicks.map(({ duration }) => duration));
  }).observe(events);
}

export interface Meters {
  /** Seconds since `restart`. */
  seconds: number;
  frames: number;
  /** ms of each task over 50 ms. */
  tasks: number[];
  /** ms from each click to the frame after it; those under 16 ms are not told. */
  clicks: number[];
  /** Processor time, share of one core, 0 to 1. */
  mainThread: number;
}

export interface RunningPage {
  page: Page;
  /** Begins to count anew. */
  restart: () => Promise<void>;
  read: () => Promise<Meters>;
  /** Bytes of JavaScript objects, after a collection. */
  heap: () => Promise<number>;
  running: () => Promise<boolean>;
  /** Whether its run has come to its own end. */
  finished: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** Opens the lesson on a server of its own and presses Run; the records come from the supervisor's file. */
export async function runInPage(browser: Browser, supervisor: string): Promise<RunningPage> {
  const server = await startServer({
    port: 0,
    dist: inRoot('dist'),
    supervisor,
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    await server.close();
  };
  try {
    const devtools = await context.newCDPSession(page);
    // Processor time: how long a task waited for a core that was busy elsewhere is not the page's cost.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(meter);
    const address = new URL(server.address);
    address.pathname = LESSON;
    await page.goto(address.href);
    const told = (words: RegExp) => page.getByRole('status').filter({ hasText: words }).first();
    // Not by its role, which looks at the whole page each time, and would be measured with it.
    const phase = () =>
      page.evaluate(() => document.querySelector<HTMLElement>('.wb-status')?.dataset['phase'] ?? '');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await told(/^Running/).waitFor({ state: 'attached', timeout: BEGINS_WITHIN_MS });
    let before = await metrics(devtools);
    return {
      page,
      restart: async () => {
        await page.evaluate(() => {
          if (window.meters) Object.assign(window.meters, { frames: 0, tasks: [], clicks: [] });
        });
        before = await metrics(devtools);
      },
      read: async () => {
        const after = await metrics(devtools);
        const meters = await page.evaluate(() => window.meters);
        if (!meters) throw new Error('the page has no meters.');
        const seconds = after.seconds - before.seconds;
        return { ...meters, seconds, mainThread: (after.busy - before.busy) / seconds };
      },
      heap: async () => {
        await devtools.send('HeapProfiler.collectGarbage');
        return (await devtools.send('Runtime.getHeapUsage')).usedSize;
      },
      running: async () => (await phase()) !== 'ended',
      finished: async () => (await told(/^Finished/).count()) > 0,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Seconds: the time, and how much of it the main thread has been in tasks. */
async function metrics(devtools: CDPSession): Promise<{ seconds: number; busy: number }> {
  const { metrics: all } = await devtools.send('Performance.getMetrics');
  const of = (wanted: string) => all.find(({ name }) => name === wanted)?.value ?? NaN;
  return { seconds: of('Timestamp'), busy: of('TaskDuration') };
}
