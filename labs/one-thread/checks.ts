/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answers, fastP99, inMs, rowsEach } from './figures.ts';

/** Of the fast route's p99 beside the report in one piece. */
const LARGEST_SHARE = 1 / 3;
/** Less than this beside the report in one piece, and there is nothing to compare with; in ms. */
const LEAST_REFERENCE = 120;
/** Of what was answered in the same time beside the report in one piece. */
const LEAST_ANSWERED = 0.8;
/** Of the 48 rows of each report; the rest is room for one that was not answered before the end. */
const LEAST_ROWS = 43;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

export function fastStaysFast(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const yours = run.part('yours');
  if (!yours) return { state: 'waiting', figure: '' };
  const [reference, measured] = [fastP99(run, 'whole'), fastP99(run, 'yours')];
  if (reference === undefined || measured === undefined) return { state: 'measuring', figure: '' };
  const most = reference * LARGEST_SHARE;
  const figure = `p99 ${inMs(measured) ?? ''} ms, must be under ${inMs(most) ?? ''} ms`;
  if (!yours.over) return { state: 'measuring', figure };
  if (reference < LEAST_REFERENCE) {
    const because =
      'The report in one piece, the measure of yours, kept nobody waiting. Is the report still 240 ms of work?';
    return { state: 'failed', figure, because };
  }
  if (measured < most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: `Beside the report in one piece it is ${inMs(reference) ?? ''} ms, and yours has to stay under a third of that.`,
  };
}

export function asMuchWork(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const [whole, yours] = [run.part('whole'), run.part('yours')];
  if (!whole || !yours) return { state: 'waiting', figure: '' };
  const share = (yours.to - yours.from) / (whole.to - whole.from);
  const least = (process: 'fast' | 'reports') =>
    Math.max(1, Math.floor(answers(run, 'whole', process) * share * LEAST_ANSWERED));
  const [reports, fast] = [answers(run, 'yours', 'reports'), answers(run, 'yours', 'fast')];
  const rows = rowsEach(run) ?? 0;
  const figure = `${String(reports)} reports of ${rows.toFixed(1)} rows, must be ${String(least('reports'))} of ${String(LEAST_ROWS)}`;
  if (!yours.over) return { state: 'measuring', figure };
  if (reports < least('reports')) {
    return { state: 'failed', figure, because: 'Fewer were answered than in one piece.' };
  }
  if (fast < least('fast')) {
    const answered = `${String(fast)} fast answers, must be ${String(least('fast'))}`;
    return { state: 'failed', figure: answered, because: 'Fewer than beside the report in one piece.' };
  }
  if (rows < LEAST_ROWS) {
    return { state: 'failed', figure, because: 'Each report adds up 48 rows, 5 ms of work each.' };
  }
  return { state: 'passed', figure };
}
