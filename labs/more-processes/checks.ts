/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { accountOf, type Account } from './figures.ts';

const LEAST_JOBS = 80;
const CRASHES = 3;

/** Judges your queue when the scenario is over: until then a job may still be done. */
function judgeQueue(run: RunView, judge: (account: Account) => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  const account = accountOf(run, 'queue');
  if (!account) return { state: 'waiting', figure: '' };
  if (run.ended !== 'scenario-ended')
    return { state: 'measuring', figure: `${String(account.accepted)} accepted` };
  return judge(account);
}

export function noneLost(run: RunView): Verdict {
  return judgeQueue(run, ({ lost, accepted, crashes }) => {
    const figure = `${String(lost)} of ${String(accepted)} lost in ${String(crashes)} crashes, must be 0`;
    return lost === 0
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: 'They were accepted, and went with the memory that they were in.',
        };
  });
}

export function noneTwice(run: RunView): Verdict {
  return judgeQueue(run, ({ twice }) => {
    const figure = `${String(twice)} done twice, must be 0`;
    return twice === 0
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: 'It crashed between the invoice and the note that it was sent, and asked for it again.',
        };
  });
}

export function allAccepted(run: RunView): Verdict {
  return judgeQueue(run, ({ accepted, jobs, crashes }) => {
    const figure = `${String(accepted)} of ${String(jobs)} accepted over ${String(crashes)} crashes, must be all of at least ${String(LEAST_JOBS)}, over ${String(CRASHES)}`;
    return accepted === jobs && jobs >= LEAST_JOBS && crashes === CRASHES
      ? { state: 'passed', figure }
      : { state: 'failed', figure, because: 'A queue that takes no jobs loses none.' };
  });
}
