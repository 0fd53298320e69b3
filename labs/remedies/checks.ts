/** Judges the learner's own remedy by its two trials. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { trial } from './figures.ts';

/** Of the 25 ms that each request needs; the rest is room for how processor time is counted. */
const LEAST_WORK_MS = 20;
/** One core that does nothing else could do 40. */
const LEAST_PER_SECOND = 4;

const NOT_YET = { state: 'waiting', figure: '' } as const;
const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function noFalseOpen(run: RunView): Verdict {
  const healthy = trial(run, 'yours', 'healthy');
  if (!healthy) return NOT_YET;
  const [first] = healthy.opens;
  if (first === undefined) return { state: 'passed', figure: 'it did not open' };
  return {
    state: 'failed',
    figure: `opened after ${inSeconds(first)}, must not open`,
    because: 'The backend answered every call within 50 ms. Who has opened in the table, and who has not?',
  };
}

export function opensWhenSlow(run: RunView): Verdict {
  const slow = trial(run, 'yours', 'slow');
  if (!slow) return NOT_YET;
  const [first] = slow.opens;
  if (first !== undefined) return { state: 'passed', figure: `opened after ${inSeconds(first)}` };
  return {
    state: 'failed',
    figure: 'did not open within 8 s, must open',
    because: 'The backend took 3 s for each call. A breaker that ignores that protects nobody.',
  };
}

export function workDone(run: RunView): Verdict {
  const healthy = trial(run, 'yours', 'healthy');
  if (!healthy) return NOT_YET;
  const { perSecond, cpuMs } = healthy;
  const figure = `${perSecond.toFixed(1)} good answers a second at ${(cpuMs ?? 0).toFixed(0)} ms of CPU, must be at least ${String(LEAST_PER_SECOND)} at ${String(LEAST_WORK_MS)} ms`;
  if (perSecond < LEAST_PER_SECOND) {
    const because = 'Whoever turns everybody away has no false open either. Callers want answers.';
    return { state: 'failed', figure, because };
  }
  if ((cpuMs ?? 0) < LEAST_WORK_MS) {
    const because = 'Each request is worth 25 ms of work, in this process or its threads.';
    return { state: 'failed', figure, because };
  }
  return { state: 'passed', figure };
}
