/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { dumps, longest, WHOLE, yourWait } from './figures.ts';

/** Of the longest wait while the whole heap is written, in the same run. */
const MOST_SHARE = 0.3;

/** Judges what came of your dumps, when the scenario is over. */
function judgeYours(run: RunView, judge: () => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  const yours = dumps(run, 'yours');
  if (yours.length === 0 && !run.ended) return { state: 'waiting', figure: '' };
  if (!run.ended) return { state: 'measuring', figure: '' };
  if (yours.length === 0 || yours.some(({ bytes, answered }) => bytes === 0 || answered === 0)) {
    return {
      state: 'failed',
      figure: 'no dump',
      because: 'dump() has to write a file, in a shop that answers.',
    };
  }
  return judge();
}

export function shortPause(run: RunView): Verdict {
  return judgeYours(run, () => {
    const [whole, yours] = [longest(run, ...WHOLE), yourWait(run)];
    if (whole === undefined || yours === undefined)
      return { state: 'failed', figure: 'nobody was answered', because: 'There is nothing to measure.' };
    const most = MOST_SHARE * whole;
    const figure = `a visitor waited up to ${yours.toFixed(0)} ms, must be under ${most.toFixed(0)} ms`;
    return yours < most
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: `While the whole heap is written it is ${whole.toFixed(0)} ms. Nothing else runs on the thread until it is.`,
        };
  });
}

export function noSecrets(run: RunView): Verdict {
  return judgeYours(run, () => {
    const found = [...new Set(dumps(run, 'yours').flatMap(({ secrets }) => secrets))];
    const figure = `${found.join(', ') || 'none'} of the planted secrets found, must be none`;
    return found.length === 0
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'Whoever gets the files has them, too.' };
  });
}

export function tellsWho(run: RunView): Verdict {
  return judgeYours(run, () => {
    const yours = dumps(run, 'yours');
    const telling = yours.filter(({ tells }) => tells).length;
    const figure = `${String(telling)} of ${String(yours.length)} dumps tell who fills the memory, must be all`;
    return telling === yours.length
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: 'Neither a visit nor the function that keeps them was found in it.',
        };
  });
}
