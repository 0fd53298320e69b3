/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { resultOf, type Result } from './figures.ts';

const SECONDS = 5;
/** Of the requests that are due. */
const LEAST_SHARE = 0.8;
const MOST_SHARE = 1.2;
/** Of the open loop's p99: both see two stalls, at other moments. */
const LEAST_OF_P99 = 0.6;

function judgeYours(run: RunView, judge: (yours: Result, open: Result) => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  const [yours, open] = [resultOf(run, 'yours'), resultOf(run, 'open')];
  if (yours && open) return judge(yours, open);
  if (run.ended === 'scenario-ended')
    return { state: 'failed', figure: 'no result', because: 'Your generator did not come to its end.' };
  return run.part('yours') ? { state: 'measuring', figure: 'it asks' } : { state: 'waiting', figure: '' };
}

export function seesStall(run: RunView): Verdict {
  return judgeYours(run, (yours, open) => {
    const least = LEAST_OF_P99 * open.p99;
    const figure = `p99 ${yours.p99.toFixed(0)} ms, must be at least ${least.toFixed(0)} ms`;
    return yours.p99 >= least
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: `The service stood still for 500 ms, twice, and your generator has ${String(yours.slow)} slow requests of ${String(yours.count)}.`,
        };
  });
}

export function asDue(run: RunView): Verdict {
  return judgeYours(run, (yours) => {
    const due = yours.rate * SECONDS;
    const [least, most] = [LEAST_SHARE * due, MOST_SHARE * due];
    const figure = `${String(yours.count)} requests, must be ${least.toFixed(0)} to ${most.toFixed(0)}`;
    return yours.count >= least && yours.count <= most
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: `${String(yours.rate)} customers a second come, whatever the service does.`,
        };
  });
}

export function freeService(run: RunView): Verdict {
  return judgeYours(run, (yours) => {
    const figure = `p50 ${yours.p50.toFixed(0)} ms, must be under 100 ms`;
    return yours.p50 < 100
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: 'Between the stalls the service answers after 10 ms. Your generator does not see that.',
        };
  });
}
