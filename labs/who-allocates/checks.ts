/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answers, counted } from './figures.ts';

/** Of the bytes that are allocated for an answer with the helpers as they were. */
const MOST_SHARE = 0.5;
/** Some 180 in each part; a busy machine answers fewer. */
const LEAST_ANSWERS = 60;
const YOURS = ['prices', 'kept', 'all'] as const;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('prices') ? undefined : { state: 'waiting', figure: '' };
}

export function half(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [before, now] = [counted(run, 'before'), counted(run, 'prices')];
  if (before === undefined || now === undefined) {
    if (!run.part('all')) return { state: 'measuring', figure: '' };
    return { state: 'failed', figure: 'no answer, must be some', because: 'There is nothing to measure.' };
  }
  const figure = `${kilobytes(now)} allocated for an answer, must be under ${kilobytes(MOST_SHARE * before)}`;
  if (now < MOST_SHARE * before) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: `With the helpers as they were it is ${kilobytes(before)}. The second profile says where they come from.`,
  };
}
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

export function allRight(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const parts = YOURS.flatMap((now) => answers(run, now) ?? []);
  const right = parts.reduce((sum, part) => sum + part.right, 0);
  const wrong = parts.reduce((sum, part) => sum + part.wrong, 0);
  const least = LEAST_ANSWERS * YOURS.length;
  const figure = `${String(right)} of ${String(right + wrong)} right, must be all, and at least ${String(least)}`;
  if (wrong > 0) {
    return { state: 'failed', figure, because: 'A customer got another list than before, or none.' };
  }
  if (parts.length < YOURS.length && !run.ended) return { state: 'measuring', figure };
  if (right >= least) return { state: 'passed', figure };
  return { state: 'failed', figure, because: 'Too few lists were answered.' };
}
