/** Judges a run of this lab against the code as it was, which had the same questions in the same run. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { compared, minorsPerThousand, pausesOf, requestsOf } from './figures.ts';

const FEWER = 5;
/** Of the 150 that are asked; with fewer, a rate says nothing. */
const LEAST_REQUESTS = 40;
const LEAST_MINORS = 10;
/** Of the 300 in all. */
const LEAST_COMPARED = 60;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

export function fewerMinors(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const young = run.part('young');
  if (!young) return { state: 'waiting', figure: '' };
  const [yours, before] = [minorsPerThousand(run, 'yours'), minorsPerThousand(run, 'default')];
  const least = Math.min(
    ...(['yours', 'default'] as const).map((one) => requestsOf(run, one, 'young').length),
  );
  if (yours === undefined || before === undefined || least < LEAST_REQUESTS) {
    const figure = `${String(least)} requests each, must be at least ${String(LEAST_REQUESTS)}`;
    if (!young.over) return { state: 'measuring', figure };
    return { state: 'failed', figure, because: 'They were not answered, or the machine is busy.' };
  }
  const most = before / FEWER;
  const figure = `${yours.toFixed(0)} for each 1,000 requests, must be under ${most.toFixed(0)} (before: ${before.toFixed(0)})`;
  if (!young.over) return { state: 'measuring', figure };
  if (pausesOf(run, 'default', 'minor', 'young').length < LEAST_MINORS) {
    return { state: 'failed', figure, because: 'The code as it was had too few to compare with. Run again.' };
  }
  if (yours < most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because:
      'The young generation fills with what your code makes and forgets, and each time it is full is one.',
  };
}

export function sameAnswers(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  if (!run.part('young')) return { state: 'waiting', figure: '' };
  const count = compared(run);
  const figure = `${String(count?.different ?? 0)} of ${String(count?.compared ?? 0)} differ, must be 0 of at least ${String(LEAST_COMPARED)}`;
  if (count && count.different > 0) {
    return {
      state: 'failed',
      figure,
      because: 'Both were asked the same question, and one of them gave another answer or none.',
    };
  }
  if (run.ended === undefined) return { state: 'measuring', figure };
  if ((count?.compared ?? 0) >= LEAST_COMPARED) return { state: 'passed', figure };
  return { state: 'failed', figure, because: 'Too few were compared: the machine is busy. Run again.' };
}
