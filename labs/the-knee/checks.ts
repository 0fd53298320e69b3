/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { comparedOf, sweepOf, type Compared } from './figures.ts';

const LEAST_SHARE = 0.9;
const MOST_SLOWER = 2;

function judgeYours(run: RunView, judge: (compared: Compared) => Verdict): Verdict {
  const [compared, sweep] = [comparedOf(run), sweepOf(run)];
  if (run.ended === 'scenario-ended')
    return compared
      ? judge(compared)
      : { state: 'failed', figure: 'no result', because: 'The sweep did not come to its end. Run again.' };
  return sweep.length > 0
    ? { state: 'measuring', figure: `${String(sweep.at(-1)?.users)} users` }
    : { state: 'waiting', figure: '' };
}

export function nearPeak(run: RunView): Verdict {
  return judgeYours(run, ({ share, plenty }) => {
    const figure = `${(100 * share).toFixed(0)}% of what ${String(plenty)} users get, must be at least ${(100 * LEAST_SHARE).toFixed(0)}%`;
    return share >= LEAST_SHARE
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'The pool has connections that nobody uses.' };
  });
}

export function stillQuick(run: RunView): Verdict {
  return judgeYours(run, ({ slower }) => {
    const figure = `p50 ${slower.toFixed(1)} times that of one user, must be at most ${String(MOST_SLOWER)}`;
    return slower <= MOST_SLOWER
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'Most of that time they wait for a connection of the pool.' };
  });
}
