/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answers, fromBackend, inSeconds, movesAfter, percent, stateAt } from './figures.ts';

const LEAST_CALLS = 100;
/** Seven in ten of the backend's answers are good; the rest is room for chance. */
const LEAST_FROM_BACKEND = 0.5;
const OPENS_WITHIN_MS = 4000;
const LEAST_ANSWERED = 0.95;
/** At the end of a part what the breaker does is settled. */
const SETTLED_MS = 2000;

const WAITING: Verdict = { state: 'waiting', figure: '' };

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  const names = [...run.touched];
  const byHand = ['up', 'errors', 'hangs'].some((state) =>
    run.events('backend', `backend.${state}`).some(({ detail }) => detail?.['byHand'] === true),
  );
  if (byHand) names.push('the backend');
  if (names.length === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${names.join(', ')} moved by hand`,
    because: 'The checks judge the scenario and your code as they are. Reset gives the controls back.',
  };
}

export function quietInNoise(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const part = run.part('noise');
  if (!part) return WAITING;
  const opened = movesAfter(run, 'noise', 'open');
  if (opened !== undefined) {
    return {
      state: 'failed',
      figure: `opened after ${inSeconds(opened)} s, must stay closed`,
      because:
        'Nothing was wrong but what is always wrong. It kept callers from a backend that answers most of them.',
    };
  }
  if (!part.over) return { state: 'measuring', figure: 'closed so far' };
  const found = fromBackend(run, part.from, part.to);
  if (found.calls < LEAST_CALLS) {
    return {
      state: 'failed',
      figure: `${String(found.calls)} calls went through the breaker, must be at least ${String(LEAST_CALLS)}`,
      because: 'A breaker that is not asked can not open.',
    };
  }
  const figure = `closed, ${percent(found.share)} answered by the backend, must be at least ${percent(LEAST_FROM_BACKEND)}`;
  if (found.share >= LEAST_FROM_BACKEND) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because:
      'The backend answers 70% of its calls well. Look how long its answers take, and how long you wait.',
  };
}

export function opensInOutage(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const part = run.part('outage');
  if (!part) return WAITING;
  const bar = `must be within ${inSeconds(OPENS_WITHIN_MS)} s`;
  if (stateAt(run, part.from) !== 'closed') {
    return {
      state: 'failed',
      figure: `was ${stateAt(run, part.from)} before it, must open for it`,
      because: 'It was open before anything had happened: it tells nobody that something has.',
    };
  }
  const after = movesAfter(run, 'outage', 'open');
  if (after !== undefined && after <= OPENS_WITHIN_MS) {
    return { state: 'passed', figure: `after ${inSeconds(after)} s, ${bar}` };
  }
  if (after === undefined && !part.over) return { state: 'measuring', figure: `not yet, ${bar}` };
  return {
    state: 'failed',
    figure: after === undefined ? `not at all, ${bar}` : `after ${inSeconds(after)} s, ${bar}`,
    because:
      'The backend answered nobody. A hanging call is only counted when its timeout is over, and the window still holds older calls.',
  };
}

export function closesAfterHeal(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const part = run.part('healed');
  if (!part) return WAITING;
  if (!part.over) return { state: 'measuring', figure: stateAt(run, run.now) };
  const bar = 'must be closed again at the end';
  const after = movesAfter(run, 'healed', 'closed');
  const state = stateAt(run, part.to);
  if (state === 'closed' && after !== undefined) {
    return { state: 'passed', figure: `closed after ${inSeconds(after)} s, ${bar}` };
  }
  if (state === 'closed') {
    return {
      state: 'failed',
      figure: 'was never open, must have been, and be closed again',
      because: 'To close it has to be open in the outage first.',
    };
  }
  return {
    state: 'failed',
    figure: `${state} ${inSeconds(part.to - part.from)} s after the heal, ${bar}`,
    because:
      after === undefined
        ? 'One call tries, and three in ten fail: how often does it try?'
        : `It closed after ${inSeconds(after)} s and opened again: its window still holds the outage.`,
  };
}

export function answeredThroughout(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const part = run.part('outage');
  if (!part) return WAITING;
  const found = answers(run, 'outage', 'data');
  if (!found || !part.over) return { state: 'measuring', figure: '' };
  const share = found.all === 0 ? 0 : found.good / found.all;
  const figure = `${percent(share)} of ${String(found.all)} requests, must be ${percent(LEAST_ANSWERED)} of ${String(LEAST_CALLS)} at least`;
  if (share >= LEAST_ANSWERED && found.all >= LEAST_CALLS) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'An open breaker only says no, quickly. What a caller gets instead is for you to say.',
  };
}

export function notAlwaysOpen(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const part = run.part('slow');
  if (!part) return WAITING;
  if (!part.over) return { state: 'measuring', figure: stateAt(run, run.now) };
  const from = part.to - SETTLED_MS;
  const { calls, share } = fromBackend(run, from, part.to);
  const state = stateAt(run, part.to);
  const figure = `${state}, ${percent(share)} answered by the backend at the end, must be closed and at least ${percent(LEAST_FROM_BACKEND)}`;
  if (state === 'closed' && share >= LEAST_FROM_BACKEND && calls >= LEAST_CALLS / 2)
    return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because:
      'The backend answers every call well. Which of the three causes is it? The table below the charts has measured them.',
  };
}
