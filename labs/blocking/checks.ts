/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { alarmAfter, LENGTHS, longBlocks, median, readDuring, type Block } from './figures.ts';

/** Of each length; the scenario makes 6, 5 and 3. */
const LEAST_BLOCKS = 2;
const IN_TIME = 0.75;
/** An alarm that comes when the loop is free again belongs to the block before it. */
const AFTER_BLOCK_MS = 250;
/** Of the free time, in percent. On a busy machine the loop itself has to wait now and then, and an alarm is right to say so. */
const MOST_ON = 25;
const LEAST_READINGS = 20;
const LEAST_ANSWERS = 100;

const tolerance = (ms: number): number => Math.max(0.2 * ms, 10);

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('single') ? undefined : { state: 'waiting', figure: '' };
}

/** Its reading of the blocks of one length: how far off, median in ms. */
function errorOf(run: RunView, blocks: readonly Block[]): { read: number; error: number } {
  const read = blocks.map((block) => readDuring(run, block));
  const errors = blocks.map((block, i) => Math.abs((read[i] ?? 0) - (block.to - block.from)));
  return { read: median(read) ?? 0, error: median(errors) ?? 0 };
}

export function readsRight(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const lengths = LENGTHS.map((ms) => {
    const blocks = longBlocks(run).filter((block) => block.ms === ms);
    return { ms, count: blocks.length, ...errorOf(run, blocks) };
  }).filter(({ count }) => count > 0);
  const read = lengths.map(({ ms, read }) => `${String(ms)} ms as ${read.toFixed(0)}`).join(', ');
  const wrong = lengths.find(({ ms, error }) => error > tolerance(ms));
  if (!run.part('long')?.over) return { state: 'measuring', figure: read };
  if (lengths.length < LENGTHS.length || lengths.some(({ count }) => count < LEAST_BLOCKS)) {
    return {
      state: 'failed',
      figure: `${String(longBlocks(run).length)} blocks, must be at least ${String(LEAST_BLOCKS)} of each length`,
      because: 'There was not enough to read. Does the service still start the injector?',
    };
  }
  if (!wrong) return { state: 'passed', figure: `${read}, within max(20%, 10 ms)` };
  const bar = `must be within ${tolerance(wrong.ms).toFixed(0)} ms`;
  return {
    state: 'failed',
    figure: `${String(wrong.ms)} ms read as ${wrong.read.toFixed(0)} ms while they lasted (median of ${String(wrong.count)}), ${bar}`,
    because:
      wrong.read === 0
        ? 'While the loop was blocked, the meter said nothing at all.'
        : 'The meter spoke while the loop was blocked, but its reading was wrong.',
  };
}

export function alarmInTime(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const blocks = longBlocks(run);
  const after = blocks.flatMap((block) => alarmAfter(run, block) ?? []);
  const share = `${String(after.length)} of ${String(blocks.length)}`;
  if (!run.part('long')?.over) return { state: 'measuring', figure: share };
  const least = Math.ceil(IN_TIME * blocks.length);
  if (blocks.length > 0 && after.length >= least) {
    return { state: 'passed', figure: `${share}, ${(median(after) ?? 0).toFixed(0)} ms into the block` };
  }
  return {
    state: 'failed',
    figure: `${share} while it lasted, must be at least ${String(Math.max(1, least))}`,
    because: 'The alarm came when the loop was free again, if it came at all. Who could raise it earlier?',
  };
}

interface Span {
  from: number;
  to: number;
}

/** The time since the scenario began that belongs to no block of 100 ms and more. */
function freeTime(run: RunView): Span[] {
  const blocks = longBlocks(run);
  const begins = [run.part('single')?.from ?? 0, ...blocks.map(({ to }) => to + AFTER_BLOCK_MS)];
  const ends = [...blocks.map(({ from }) => from), run.now];
  return begins.map((from, i) => ({ from, to: Math.max(from, ends[i] ?? from) }));
}

function alarmSpans(run: RunView): Span[] {
  const offs = run.events('service', 'alarm.off');
  return run
    .events('service', 'alarm.on')
    .map(({ t }) => ({ from: t, to: offs.find((off) => off.t >= t)?.t ?? run.now }));
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

export function quietWhenFree(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const free = freeTime(run);
  const on = alarmSpans(run).flatMap((span) => free.map((one) => overlap(span, one)));
  const share = (on.reduce((sum, ms) => sum + ms, 0) / Math.max(1, lengthOf(free))) * 100;
  const readings = run
    .samples('service', 'meter.delay')
    .filter(({ t }) => free.some(({ from, to }) => t >= from && t <= to)).length;
  const figure = `on for ${share.toFixed(0)}% of the free time, must be under ${String(MOST_ON)}%`;
  if (!run.part('fine')?.over) return { state: 'measuring', figure };
  if (share >= MOST_ON) {
    return { state: 'failed', figure, because: 'The alarm went off while nothing was late.' };
  }
  if (readings < LEAST_READINGS) {
    return {
      state: 'failed',
      figure: `${String(readings)} readings in the free time, must be at least ${String(LEAST_READINGS)}`,
      because: 'A meter that is silent can’t be told from a broken one.',
    };
  }
  return { state: 'passed', figure };
}

export function stillServes(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const counts = run.samples('load', 'http.client.requests.ok');
  const answers = counts.at(-1)?.value ?? 0;
  const figure = `${String(answers)} answers, must be at least ${String(LEAST_ANSWERS)}`;
  if (answers >= LEAST_ANSWERS) return { state: 'passed', figure };
  if (!run.part('fine')?.over) return { state: 'measuring', figure };
  return { state: 'failed', figure, because: 'A meter that takes the service’s time is not worth it.' };
}
