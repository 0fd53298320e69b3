/** Judges a run of this lab by what was measured, and the diagnosis by what was drawn. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { cpuAfter, diagnosis, drawnIn, errands, errorShare, memorySlope, pages, bestP99 } from './figures.ts';

/** A page waits for one call of 25 to 45 ms, or for one that was given up after 200 ms and made again. */
const MOST_P99_MS = 400;
const MOST_ERRORS = 0.05;
/** Of some 135 that are due. */
const LEAST_PAGES = 90;
/** Each of three is due every 2 s. */
const LEAST_ERRANDS = 9;
const MOST_BYTES = 1e6;
/** The meters of the probe take about 20 ms of it. */
const MOST_CPU_MS = 100;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  const moved = [...run.touched].filter((name) => name !== 'shop');
  if (moved.length > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${moved.join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('load') ? undefined : { state: 'waiting', figure: '' };
}

/** Passed under the bar once all is measured; without a figure there was nothing to measure. */
function under(
  run: RunView,
  value: number | undefined,
  bar: number,
  say: (value: number) => string,
  over: boolean,
): Verdict {
  const other = notJudged(run);
  if (other) return other;
  if (!over) return { state: 'measuring', figure: value === undefined ? '' : `${say(value)} so far` };
  if (value === undefined) {
    return {
      state: 'failed',
      figure: 'nothing was measured',
      because: 'No page was good, or the instruments did not come to it in time.',
    };
  }
  const figure = `${say(value)}, must be under ${say(bar)}`;
  return { state: value < bar ? 'passed' : 'failed', figure };
}

const drained = (run: RunView): boolean => run.part('after') !== undefined;

export function quick(run: RunView): Verdict {
  return under(run, bestP99(run), MOST_P99_MS, (ms) => `${ms.toFixed(0)} ms`, drained(run));
}

export function answered(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const all = pages(run);
  const bad = errands(run).filter(({ right }) => !right);
  const wrong = [...new Set(bad.map(({ what }) => what))];
  const share = errorShare(run) ?? 0;
  const pagesSaid = `${(share * 100).toFixed(1)}% of ${String(all.length)} pages failed, must be under ${String(MOST_ERRORS * 100)}%`;
  const figure =
    wrong.length === 0 ? pagesSaid : `${pagesSaid}; ${wrong.join(' and ')} not answered, or wrong`;
  if (!drained(run)) return { state: 'measuring', figure };
  if (all.length < LEAST_PAGES || errands(run).length < LEAST_ERRANDS) {
    return {
      state: 'failed',
      figure: `${String(all.length)} pages and ${String(errands(run).length)} errands came to an end, must be ${String(LEAST_PAGES)} and ${String(LEAST_ERRANDS)}`,
      because: 'What is never answered is no error, and no answer. On a busy machine, close other programs.',
    };
  }
  return { state: wrong.length === 0 && share < MOST_ERRORS ? 'passed' : 'failed', figure };
}

export function memoryFlat(run: RunView): Verdict {
  const say = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB/s`;
  return under(run, memorySlope(run), MOST_BYTES, say, drained(run));
}

export function quietAfter(run: RunView): Verdict {
  const over = run.ended !== undefined;
  return under(run, cpuAfter(run), MOST_CPU_MS, (ms) => `${ms.toFixed(0)} ms/s`, over);
}

export function rightDiagnosis(run: RunView): Verdict {
  const read = diagnosis(run);
  if (!read) {
    if (!run.part('load')) return { state: 'waiting', figure: '' };
    return { state: 'failed', figure: 'it could not be read', because: 'Look at the Output of the reader.' };
  }
  if ('problems' in read) {
    const [first = '', ...more] = read.problems;
    const rest = more.length === 0 ? '' : ` (and ${String(more.length)} more, in the Output)`;
    return { state: 'failed', figure: `diagnosis.yml: ${first}${rest}` };
  }
  const wanted = drawnIn(run).length;
  return {
    state: read.right === wanted ? 'passed' : 'failed',
    figure: `${String(read.right)} of ${String(wanted)} faults named, each in its file, must be ${String(wanted)}`,
  };
}
