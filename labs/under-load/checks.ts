/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { failure, fared, JUDGED_RATE, opening, opensAfterMs, opensFromClosed, twoDigits } from './figures.ts';

const LEAST_TIMES_LESS = 5;
/** Of the calls that are due in the noisy part. */
const LEAST_CALLS = 0.25;
const OPENS_WITHIN_MS = 3000;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

export function cheapFailures(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  if (!run.part('alone')) return { state: 'waiting', figure: '' };
  const [source, yours] = [failure(run, 'defaults', JUDGED_RATE), failure(run, 'yours', JUDGED_RATE)];
  if (!source || !yours) {
    return run.ended
      ? { state: 'failed', figure: 'not measured', because: 'The program cost.ts has not come to it.' }
      : { state: 'measuring', figure: '' };
  }
  const times = source.ms / yours.ms;
  const figure = `${twoDigits(yours.ms)} ms against ${twoDigits(source.ms)} ms, ${times.toFixed(1)} times less, must be ${String(LEAST_TIMES_LESS)} times`;
  if (times >= LEAST_TIMES_LESS) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: `At each failure opossum counts up the ${String(yours.calls)} calls in the window. What of that does anybody read?`,
  };
}

export function stillCounts(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  if (!run.part('alone')) return { state: 'waiting', figure: '' };
  const [source, yours] = [opening(run, 'defaults'), opening(run, 'yours')];
  if (!source || !yours) {
    return run.ended
      ? { state: 'failed', figure: 'not measured', because: 'The program cost.ts has not come to it.' }
      : { state: 'measuring', figure: '' };
  }
  const figure = `${yours.opened ? 'opens' : 'not open'} after ${String(yours.failed)} failures, must be ${String(source.failed)}`;
  if (!yours.opened || yours.failed !== source.failed) {
    return { state: 'failed', figure, because: 'It was cheap, but it is not the same breaker any more.' };
  }
  if (!yours.right) {
    return {
      state: 'failed',
      figure: `${figure}; breaker.stats has other counts than calls were made`,
      because: 'Somebody reads the counts: /circuit-status.',
    };
  }
  return { state: 'passed', figure };
}

export function stillProtects(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const [down, noisy] = [run.part('down'), run.part('noisy')];
  if (!down) return { state: 'waiting', figure: '' };
  const after = opensAfterMs(run);
  const bar = `must be within ${String(OPENS_WITHIN_MS / 1000)} s`;
  if (after === undefined || after > OPENS_WITHIN_MS) {
    if (run.now - down.from < OPENS_WITHIN_MS) return { state: 'measuring', figure: `not open yet, ${bar}` };
    return {
      state: 'failed',
      figure: `not open ${(OPENS_WITHIN_MS / 1000).toFixed(1)} s after the outage, ${bar}`,
      because: 'Every call failed, and it went on making them.',
    };
  }
  const opens = `open ${(after / 1000).toFixed(1)} s after the outage, ${bar}`;
  if (!noisy) return { state: 'measuring', figure: opens };
  const again = opensFromClosed(run, noisy.from);
  if (again > 0) {
    return {
      state: 'failed',
      figure: `${opens}; opened ${String(again)} times while 30% failed, must be 0`,
      because: 'The other seven of ten calls are answered. It is to stay closed for them.',
    };
  }
  const made = fared(run, noisy.from, noisy.to)?.calls ?? 0;
  const due = (Number(run.control('rate', noisy.to - 1)) * (noisy.to - noisy.from)) / 1000;
  const figure = `${opens}; ${String(made)} calls while 30% failed, must be ${(LEAST_CALLS * due).toFixed(0)}`;
  if (!noisy.over) return { state: 'measuring', figure };
  if (made >= LEAST_CALLS * due) return { state: 'passed', figure };
  return { state: 'failed', figure, because: 'The proxy did not get to the calls that were due.' };
}
