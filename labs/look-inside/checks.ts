/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { cameAt, closed, diagnosis, dropped, fault, stuck, waiting } from './figures.ts';

const LEAST_STUCK = 5;

/** Judges what came of your session, when the scenario is over. */
function judgeSession(run: RunView, judge: () => Verdict): Verdict {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  if (cameAt(run) === undefined) return { state: 'waiting', figure: '' };
  if (run.ended !== 'scenario-ended') return { state: 'measuring', figure: 'the session goes on' };
  if ((stuck(run) ?? 0) < LEAST_STUCK)
    return { state: 'failed', figure: 'the service was not stuck', because: 'Run it again.' };
  return judge();
}

export function causeFound(run: RunView): Verdict {
  return judgeSession(run, () => {
    const [cause, right] = [diagnosis(run)?.cause, fault(run) ?? ''];
    if (cause === undefined)
      return { state: 'failed', figure: 'no diagnosis', because: 'The session did not come to its end.' };
    const figure = `"${cause}", must be the route that is to blame`;
    return cause === right
      ? { state: 'passed', figure: `"${cause}"` }
      : { state: 'failed', figure, because: 'Look at who holds the connections of the pool.' };
  });
}

export function nobodyDropped(run: RunView): Verdict {
  return judgeSession(run, () => {
    const lost = dropped(run) + (waiting(run) ?? 0);
    const figure = `${String(lost)} customers heard nothing, must be 0 of ${String(stuck(run))} that waited`;
    return lost === 0
      ? { state: 'passed', figure }
      : {
          state: 'failed',
          figure,
          because: 'They had been let in, and waited for a connection of the pool.',
        };
  });
}

export function shutDown(run: RunView): Verdict {
  return judgeSession(run, () =>
    closed(run)
      ? { state: 'passed', figure: 'it closed its doors, answered, and ended' }
      : { state: 'failed', figure: 'it did not say so', because: 'The service has a function for it.' },
  );
}
