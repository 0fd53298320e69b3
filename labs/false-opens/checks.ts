/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { falseOpenTimes, inSeconds, longestServedMs, opensAfterMs } from './figures.ts';

const OPENS_WITHIN_MS = 8000;
/** Of the 20 ms that each request needs; the rest is room for how processor time is counted. */
const LEAST_WORK_MS = 16;
const LEAST_ANSWERS = 60;
/** Of a core. At work the proxy takes all of one that it can get. */
const LEAST_SHARE = 0.6;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

export function noFalseOpen(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  if (!run.part('injector')) return { state: 'waiting', figure: '' };
  const opens = falseOpenTimes(run);
  if (opens.length > 0) {
    return {
      state: 'failed',
      figure: `${String(opens.length)} at ${opens.map(inSeconds).join(' and ')} s, must be 0`,
      because: `The backend answered every call within ${(longestServedMs(run) ?? 0).toFixed(0)} ms. The proxy read the answers too late.`,
    };
  }
  return run.part('busy')?.over
    ? { state: 'passed', figure: '0 opens' }
    : { state: 'measuring', figure: '0 so far' };
}

export function opensWhenSlow(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const slow = run.part('slow');
  if (!slow) return { state: 'waiting', figure: '' };
  const bar = `must be within ${String(OPENS_WITHIN_MS / 1000)} s`;
  const after = opensAfterMs(run);
  if (after !== undefined && after <= OPENS_WITHIN_MS) {
    return { state: 'passed', figure: `after ${inSeconds(after)} s, ${bar}` };
  }
  if (!slow.over) return { state: 'measuring', figure: `not yet, ${bar}` };
  return {
    state: 'failed',
    figure: `not in ${inSeconds(slow.to - slow.from)} s, ${bar}`,
    because: 'The backend took 3 s for each call. A breaker that ignores that protects nobody.',
  };
}

export function workDone(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const busy = run.part('busy');
  if (!busy) return { state: 'waiting', figure: '' };
  const grown = (process: string, metric: string): number => {
    const samples = run.samples(process, metric, busy.from, busy.to);
    return (samples.at(-1)?.value ?? 0) - (samples[0]?.value ?? 0);
  };
  const answers = grown('load', 'http.client.requests.ok');
  const each = answers === 0 ? 0 : grown('proxy', 'process.cpu.time') / answers;
  const figure =
    answers === 0
      ? `no good answer, must be at least ${String(LEAST_ANSWERS)}`
      : `${String(answers)} good answers at ${each.toFixed(0)} ms of CPU, must be at least ${String(LEAST_ANSWERS)} at ${String(LEAST_WORK_MS)} ms`;
  if (!busy.over) return { state: 'measuring', figure };
  const share = grown('proxy', 'process.cpu.time') / (busy.to - busy.from);
  if (answers < LEAST_ANSWERS && share < LEAST_SHARE) {
    const because = `The machine is busy: the proxy got ${(share * 100).toFixed(0)}% of a core. Close other programs and run again.`;
    return { state: 'failed', figure, because };
  }
  if (answers < LEAST_ANSWERS) {
    return {
      state: 'failed',
      figure,
      because: 'While the loop was busy, too few requests were answered well.',
    };
  }
  if (each < LEAST_WORK_MS) {
    return {
      state: 'failed',
      figure,
      because: 'Each request is worth 20 ms of work, in this process or its threads.',
    };
  }
  return { state: 'passed', figure };
}
