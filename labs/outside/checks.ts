/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { closesAfter, closesTooSoon, falseOpenTimes, goodAnswers, inSeconds, opensAfter } from './figures.ts';

/** From the first slow call: it has to be late first, for which the solution allows 300 ms. */
const OPENS_WITHIN_MS = 2000;
const CLOSES_WITHIN_MS = 2000;
/** Far more come through HAProxy: while the loop is busy and after it, and when all is well again. */
const LEAST_ANSWERS = 10;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

/** The backend is healthy, and the service's loop is not. */
export function staysIn(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const busy = run.part('busy');
  if (!busy) return { state: 'waiting', figure: '' };
  const opens = falseOpenTimes(run, 'haproxy').length;
  const answers = goodAnswers(run, 'haproxy', 'busy', 'calm') ?? 0;
  const figure = `${String(opens)} opens, must be 0; ${String(answers)} good answers through it, must be at least ${String(LEAST_ANSWERS)}`;
  if (opens > 0)
    return { state: 'failed', figure, because: 'The backend answered every call within 50 ms or so.' };
  if (!run.part('slow')) return { state: 'measuring', figure };
  if (answers < LEAST_ANSWERS)
    return { state: 'failed', figure, because: 'Hardly anything came through HAProxy to be judged.' };
  return { state: 'passed', figure };
}

/** The backend takes 3 s, and goes on so: whoever is sent there waits for nothing. */
export function takesOut(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const slow = run.part('slow');
  if (!slow) return { state: 'waiting', figure: '' };
  const bar = `must be within ${inSeconds(OPENS_WITHIN_MS)}, once`;
  const after = opensAfter(run, 'haproxy');
  if (after === undefined || after > slow.to - slow.from) {
    if (!slow.over) return { state: 'measuring', figure: `not yet, ${bar}` };
    return {
      state: 'failed',
      figure: `not in ${inSeconds(slow.to - slow.from)}, ${bar}`,
      because: 'The backend took 3 s for each call, and HAProxy sent it every one of them.',
    };
  }
  const back = closesTooSoon(run, 'haproxy');
  const figure = `after ${inSeconds(after)}, ${bar}${back > 0 ? `; let in again ${String(back)} times` : ''}`;
  if (after > OPENS_WITHIN_MS) {
    return {
      state: 'failed',
      figure,
      because: 'Until then, every caller waited for a backend that was ill.',
    };
  }
  if (back > 0) {
    return {
      state: 'failed',
      figure,
      because:
        'It was let in while it still took 3 s for a call: its check asks for something that is quick.',
    };
  }
  return { state: slow.over ? 'passed' : 'measuring', figure };
}

/** The backend is well again. */
export function takesIn(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const healed = run.part('healed');
  if (!healed) return { state: 'waiting', figure: '' };
  const bar = `must be within ${inSeconds(CLOSES_WITHIN_MS)}`;
  if (opensAfter(run, 'haproxy') === undefined) {
    return { state: 'failed', figure: `it was never out, ${bar}`, because: 'Only what was out can come in.' };
  }
  const after = closesAfter(run, 'haproxy');
  if (after === undefined) {
    if (!healed.over) return { state: 'measuring', figure: `not yet, ${bar}` };
    return {
      state: 'failed',
      figure: `not in ${inSeconds(healed.to - healed.from)}, ${bar}`,
      because: 'The backend was healthy, and nobody got to it.',
    };
  }
  const answers = goodAnswers(run, 'haproxy', 'healed') ?? 0;
  const figure = `after ${inSeconds(after)}, ${bar}; ${String(answers)} good answers, must be at least ${String(LEAST_ANSWERS)}`;
  if (after > CLOSES_WITHIN_MS) {
    return { state: 'failed', figure, because: 'The backend was healthy, and nobody got to it.' };
  }
  if (!healed.over) return { state: 'measuring', figure };
  return answers < LEAST_ANSWERS
    ? { state: 'failed', figure, because: 'It was in again, and hardly anybody was answered.' }
    : { state: 'passed', figure };
}
