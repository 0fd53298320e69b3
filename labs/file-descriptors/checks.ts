/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { outcomeOf, type Outcome } from './figures.ts';

const CROWD = 100;
const FEW = 10;
/** Of 64 descriptors Node and the probe use about 30. */
const LEAST_SERVED = 25;

/** The outcome of a part when it is over; before that, a verdict that waits. */
function judgeAfter(run: RunView, part: string, judge: (outcome: Outcome) => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  const outcome = outcomeOf(run, part);
  if (!outcome) return { state: 'waiting', figure: '' };
  if (run.part(part)?.over === true || run.ended === 'scenario-ended') return judge(outcome);
  return { state: 'measuring', figure: `${String(outcome.page)} got the page` };
}

export function accountedFor(run: RunView): Verdict {
  return judgeAfter(run, 'crowd', ({ page, error, reset, dropped, other }) => {
    const missing = CROWD - page - error - reset - other;
    const figure = `${String(reset)} reset, the server counted ${String(dropped)}, must be all`;
    if (missing > 0)
      return {
        state: 'failed',
        figure: `${String(missing)} of ${String(CROWD)} clients heard nothing, must be 0`,
        because: 'A client that waits for ever is worse off than one that is turned away.',
      };
    if (dropped >= reset) return { state: 'passed', figure };
    return {
      state: 'failed',
      figure,
      because: 'For the others there is no event, no log line and no metric: only your users know.',
    };
  });
}

export function pagesOnly(run: RunView): Verdict {
  return judgeAfter(run, 'crowd', ({ page, error, other }) => {
    const figure = `${String(error + other)} of ${String(page + error + other)} that got in had an error, must be 0`;
    if (error + other === 0) return { state: 'passed', figure };
    return {
      state: 'failed',
      figure,
      because: 'The handler opens a file itself, and there was no descriptor left for it.',
    };
  });
}

export function enough(run: RunView): Verdict {
  return judgeAfter(run, 'crowd', ({ page }) => {
    const figure = `${String(page)} of ${String(CROWD)} got the page, must be at least ${String(LEAST_SERVED)}`;
    return page >= LEAST_SERVED
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'There are descriptors for more.' };
  });
}

export function openAgain(run: RunView): Verdict {
  return judgeAfter(run, 'after', ({ page }) => {
    const figure = `${String(page)} of ${String(FEW)}, must be all`;
    return page >= FEW
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'The crowd has left, and its descriptors are free.' };
  });
}
