/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { peakOf, sweepOf, yoursOf, type Step } from './figures.ts';

const LEAST_OF_PEAK = 0.9;
const MOST_OF_ALONE = 2;

function judgeYours(run: RunView, judge: (yours: Step, sweep: readonly Step[]) => Verdict): Verdict {
  const [yours, sweep] = [yoursOf(run), sweepOf(run)];
  if (run.ended === 'scenario-ended')
    return yours
      ? judge(yours, sweep)
      : { state: 'failed', figure: 'no result', because: 'The sweep did not come to its end. Run again.' };
  return sweep.length > 0
    ? { state: 'measuring', figure: `${String(sweep.at(-1)?.users)} users` }
    : { state: 'waiting', figure: '' };
}

export function nearPeak(run: RunView): Verdict {
  return judgeYours(run, ({ throughput }, sweep) => {
    const least = LEAST_OF_PEAK * (peakOf(sweep) ?? 0);
    const figure = `${throughput.toFixed(0)} answers/s, must be at least ${least.toFixed(0)}`;
    return throughput >= least
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'The pool has connections that nobody uses.' };
  });
}

export function stillQuick(run: RunView): Verdict {
  return judgeYours(run, ({ p50 }, sweep) => {
    const most = MOST_OF_ALONE * (sweep.find(({ users }) => users === 1)?.p50 ?? 0);
    const figure = `p50 ${p50.toFixed(1)} ms, must be at most ${most.toFixed(1)} ms`;
    return p50 <= most
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'Most of that time they wait for a connection of the pool.' };
  });
}
