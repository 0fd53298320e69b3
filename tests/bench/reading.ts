/** What opening a lesson costs its reader, beside the same text without scripts and workbench. */
import type { Browser } from '@playwright/test';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { MOST_BYTES } from '../budgets.ts';
import { launch, needBuild, startReal } from './browser.ts';
import { turns } from './compare.ts';
import { kinds, noteLoads, sumOf } from './page-bytes.ts';
import { plainPage } from './plain.ts';
import type { Figure, Result } from './result.ts';

const LESSON = 'breakers/false-opens/';
const PAIRS = 16;
const SLOWDOWNS = [1, 4];
/** How long the page is watched after it has loaded: what it starts late counts, too. */
const WATCHED_MS = 1500;
/** A task is long past this; its blocking time is what is above. */
const LONG_TASK_MS = 50;

const words = { document: 'HTML', stylesheet: 'CSS', script: 'JavaScript', font: 'typefaces' } as const;

interface Opened {
  /** Largest contentful paint, ms since the navigation began. */
  lcp: number;
  /** Total blocking time: ms of all tasks beyond their first 50 ms, since there is something to see (web.dev/tbt). */
  tbt: number;
  /** Cumulative layout shift. */
  cls: number;
}

declare global {
  interface Window {
    seen?: { fcp: number; lcp: number; tasks: { from: number; to: number }[]; shift: number };
  }
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const seen: NonNullable<typeof window.seen> = { fcp: NaN, lcp: NaN, tasks: [], shift: 0 };
  window.seen = seen;
  const on = (type: string, take: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => {
      list.getEntries().forEach(take);
    }).observe({ type, buffered: true });
  };
  on('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.fcp = startTime;
  });
  on('longtask', ({ startTime: from, duration }) => seen.tasks.push({ from, to: from + duration }));
  on('layout-shift', (entry) => (seen.shift += (entry as PerformanceEntry & { value: number }).value));
}

/** Opens a page with an empty cache. */
async function open(browser: Browser, url: string, slowdown: number): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(WATCHED_MS);
    const seen = await page.evaluate(() => window.seen);
    if (!seen || Number.isNaN(seen.fcp)) throw new Error(`${url} was not seen to paint.`);
    const sincePaint = seen.tasks.map(({ from, to }) => to - Math.max(from, seen.fcp));
    const tbt = sincePaint.reduce((sum, ms) => sum + Math.max(0, ms - LONG_TASK_MS), 0);
    return { lcp: seen.lcp, tbt, cls: seen.shift };
  } finally {
    await context.close();
  }
}

async function* bytes(browser: Browser, base: string): AsyncGenerator<Figure> {
  const page = await browser.newPage();
  const loaded = noteLoads(page);
  await page.goto(`${base}/${LESSON}`, { waitUntil: 'networkidle' });
  const loads = await loaded();
  await page.close();
  for (const kind of kinds) {
    const { bytes: sum, requests } = sumOf(loads, kind);
    const name = `${words[kind]} before Run, gzip, ${String(requests)} ${requests === 1 ? 'file' : 'files'}`;
    yield { name, unit: 'B', values: [sum], atMost: MOST_BYTES[kind] };
  }
}

async function* opening(browser: Browser, base: string, slowdown: number): AsyncGenerator<Result> {
  const runs: Record<'a' | 'b', Opened[]> = { a: [], b: [] };
  const bare: Opened[] = [];
  const at = (path: string) => open(browser, `${base}/${path}`, slowdown);
  // The server and the browser have seen each page once before it counts.
  for (const path of ['plain/', LESSON, 'bare/']) await at(path);
  for (const turn of turns(PAIRS)) {
    runs[turn].push(await at(turn === 'a' ? 'plain/' : LESSON));
    if (turn === 'b') bare.push(await at('bare/'));
  }
  const lcp = (opened: Opened[]) => opened.map((one) => one.lcp);
  const speed = `at ${String(slowdown)}× slowdown`;
  const [a, b] = [lcp(runs.a), lcp(runs.b)];
  yield {
    name: `largest contentful paint, ${speed}`,
    unit: 'ms',
    a,
    b,
    atMost: 1.1,
    why: 'most of it is drawing the workbench, which the plain page does not have',
  };
  yield { name: `the same against a page without styles, ${speed}`, unit: 'ms', a: lcp(bare), b };
  const tbt: Figure = {
    name: `total blocking time, ${speed}`,
    unit: 'ms',
    values: runs.b.map((one) => one.tbt),
  };
  const goal = { atMost: 0, why: 'style and layout of what was not parsed yet at the first paint' };
  yield { ...tbt, ...(slowdown === 4 ? goal : {}) };
  yield {
    name: `total blocking time of the plain page, ${speed}`,
    unit: 'ms',
    values: runs.a.map((one) => one.tbt),
  };
  yield { name: `cumulative layout shift, ${speed}`, unit: '', values: runs.b.map((one) => one.cls) };
}

export async function* reading(): AsyncGenerator<Result> {
  await needBuild();
  const site = mkdtempSync(join(tmpdir(), 'under-load-bench-'));
  const browser = await launch();
  try {
    cpSync(inRoot('dist'), site, { recursive: true });
    const html = readFileSync(join(site, LESSON, 'index.html'), 'utf8');
    for (const how of ['plain', 'bare'] as const) {
      mkdirSync(join(site, how));
      writeFileSync(join(site, how, 'index.html'), await plainPage(browser, html, how));
    }
    const server = await startReal(site);
    try {
      yield* bytes(browser, server.base);
      for (const slowdown of SLOWDOWNS) yield* opening(browser, server.base, slowdown);
    } finally {
      await server.kill('SIGTERM');
    }
  } finally {
    await browser.close();
    rmSync(site, { recursive: true });
  }
}
