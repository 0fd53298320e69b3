/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { crowdOf, type Crowd } from './figures.ts';

const CLIENTS = 60;

/** Judges the crowd that came with your settings, when its part is over. */
function judgeYours(run: RunView, judge: (crowd: Crowd) => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  const crowd = crowdOf(run, 'yours');
  if (!crowd) return { state: 'waiting', figure: '' };
  if (run.ended === 'scenario-ended') return judge(crowd);
  return { state: 'measuring', figure: `${String(crowd.overflows)} overflows so far` };
}

export function noOverflow(run: RunView): Verdict {
  return judgeYours(run, ({ overflows, limit, longest }) => {
    const figure = `${String(overflows)} attempts found the queue full, must be 0`;
    if (overflows === 0) return { state: 'passed', figure };
    return {
      state: 'failed',
      figure,
      because: `The queue was ${String(longest)} long at most, and its limit is ${String(limit)}: the smaller one of two numbers.`,
    };
  });
}

export function noneLate(run: RunView): Verdict {
  return judgeYours(run, ({ late }) => {
    const figure = `${String(late)} of ${String(CLIENTS)} clients had to come again, must be 0`;
    if (late === 0) return { state: 'passed', figure };
    return {
      state: 'failed',
      figure,
      because: 'A client that finds the queue full is not told. Its kernel tries again after a second.',
    };
  });
}

export function everybody(run: RunView): Verdict {
  return judgeYours(run, ({ answered, clients }) => {
    const figure = `${String(answered)} of ${String(clients)} answered, must be all of ${String(CLIENTS)}`;
    return answered === CLIENTS && clients === CLIENTS
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'The same burst has to be served.' };
  });
}
