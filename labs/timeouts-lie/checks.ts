/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { calledLate, callsOf, TIMEOUT_MS, truth, type Call } from './figures.ts';

/** The scenario makes 4 calls at a time, and at least two rounds under blocks in check. */
const LEAST_IN_CHECK = 4;
const LEAST_CALLS = 24;
const LEAST_OF_EACH = 4;
/** Beyond 500 ms, or the end of the block: room for a busy machine. The backend answers 2000 ms after the call. */
const VERDICT_WITHIN_MS = 600;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('calls') ? undefined : { state: 'waiting', figure: '' };
}

const isOver = (run: RunView): boolean => run.ended === 'scenario-ended';

export function noneCalledLate(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const { late, of } = calledLate(run, 'check') ?? { late: 0, of: 0 };
  const figure = `${String(late)} of ${String(of)} calls timed out, must be 0 of at least ${String(LEAST_IN_CHECK)}`;
  if (late > 0) {
    return {
      state: 'failed',
      figure,
      because: 'Each answer had reached this machine 40 ms after the call. Nobody had read it yet.',
    };
  }
  if (run.part('check') === undefined) return { state: 'waiting', figure: '' };
  if (!isOver(run)) return { state: 'measuring', figure };
  return of >= LEAST_IN_CHECK
    ? { state: 'passed', figure }
    : { state: 'failed', figure, because: 'Too few calls to judge by.' };
}

export function lateStaysLate(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const calls = callsOf(run).filter((call) => truth(call) === 'backend');
  const over = (call: Call): number => call.after - Math.max(TIMEOUT_MS, call.blockMs);
  const longest = Math.max(0, ...calls.map(over));
  const answered = calls.filter((call) => call.answered).length;
  const bar = `must be within ${String(VERDICT_WITHIN_MS)} ms`;
  const figure = `${String(calls.length)} calls called late at most ${longest.toFixed(0)} ms after it was due, ${bar}`;
  if (answered > 0) {
    return {
      state: 'failed',
      figure: `${String(answered)} of ${String(calls.length)} calls waited 2 s for their answer, must be 0`,
      because: 'A deadline that waits for every answer is none.',
    };
  }
  if (longest > VERDICT_WITHIN_MS) {
    return { state: 'failed', figure, because: 'The backend was late, and the caller learned it too late.' };
  }
  if (!run.part('slow')) return { state: 'waiting', figure: '' };
  if (!isOver(run)) return { state: 'measuring', figure };
  return calls.length >= LEAST_OF_EACH
    ? { state: 'passed', figure }
    : {
        state: 'failed',
        figure: `${String(calls.length)} calls to the slow backend, must be at least ${String(LEAST_OF_EACH)}`,
        because: 'Of these calls nothing was heard: is every one settled?',
      };
}

export function rightVerdict(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const calls = callsOf(run);
  const wrong = calls.filter((call) => call.late !== truth(call));
  const figure = `${String(calls.length - wrong.length)} of ${String(calls.length)} right, must be all`;
  const [first] = wrong;
  if (!isOver(run)) return { state: 'measuring', figure };
  if (first) {
    return {
      state: 'failed',
      figure,
      because: `Of a backend that took ${String(first.takes)} ms, with a block of ${String(first.blockMs)} ms in ${first.phase}, it said: ${first.late} was late. It was ${truth(first)}.`,
    };
  }
  return calls.length > 0
    ? { state: 'passed', figure }
    : { state: 'failed', figure: 'no call', because: 'No call came to an end.' };
}

export function asManyCalls(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const count = callsOf(run).length;
  const figure = `${String(count)} calls, must be at least ${String(LEAST_CALLS)}`;
  if (count >= LEAST_CALLS) return { state: 'passed', figure };
  if (!isOver(run)) return { state: 'measuring', figure };
  return {
    state: 'failed',
    figure,
    because: 'Each call has to be settled, by its answer or by its deadline.',
  };
}
