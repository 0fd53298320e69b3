/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { between, classOf, comparisonOf, growth, LEAKY, signed } from './figures.ts';

/** Of the requests between the snapshots; the starter keeps one for each. */
const MOST_LEAKED = 0.02;
/** Bytes for each request. The starter keeps more than 8 kB; code that V8 compiles meanwhile comes to 350 or so. */
const MOST_GROWTH = 2000;
/** Of the requests; the starter works out all. */
const MOST_WORKED_OUT = 0.1;
const LEAST_ANSWERS = 300;

/** What can't be judged yet, or at all. */
function unjudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  if (comparisonOf(run)) return undefined;
  if (run.ended === undefined) return { state: run.part('after') ? 'measuring' : 'waiting', figure: '' };
  return {
    state: 'failed',
    figure: 'no comparison',
    because: 'The run ended before its snapshots were compared.',
  };
}

export function flat(run: RunView): Verdict {
  const other = unjudged(run);
  if (other) return other;
  const answers = between(run)?.answers ?? 0;
  const most = Math.floor(answers * MOST_LEAKED);
  const more = classOf(run, LEAKY)?.countChange ?? 0;
  const figure = `${signed(more)} in ${String(answers)} requests, must be at most +${String(most)}`;
  if (more <= most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'Choose LeakyClass in the comparison: the last steps of its way say who keeps it.',
  };
}

export function smallGrowth(run: RunView): Verdict {
  const other = unjudged(run);
  if (other) return other;
  const answers = between(run)?.answers ?? 0;
  const each = (growth(run) ?? Infinity) / Math.max(1, answers);
  const figure = `${each.toFixed(0)} bytes for each request, must be at most ${String(MOST_GROWTH)}`;
  if (each <= MOST_GROWTH) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'After a garbage collection the heap still holds so much more.',
  };
}

export function stillCached(run: RunView): Verdict {
  const other = unjudged(run);
  if (other) return other;
  const { answers = 0, workedOut = Infinity } = between(run) ?? {};
  const most = Math.floor(answers * MOST_WORKED_OUT);
  const figure = `${String(workedOut)} worked out for ${String(answers)} requests, must be at most ${String(most)}`;
  if (answers > 0 && workedOut <= most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'There are twelve pairs. What is known of one is there to be used again.',
  };
}

export function allRight(run: RunView): Verdict {
  const other = unjudged(run);
  if (other) return other;
  const answers = between(run)?.answers ?? 0;
  // When the run ends, some are on their way to a service that is gone.
  const end = run.events('compare', 'compared').at(-1)?.t;
  const last = (metric: string): number => run.samples('visitors', metric, 0, end).at(-1)?.value ?? 0;
  const [right, wrong] = [last('visits.right'), last('visits.wrong')];
  const figure = `${String(answers)} answered between the snapshots and ${String(wrong)} of ${String(right + wrong)} wrong, must be at least ${String(LEAST_ANSWERS)} and 0`;
  if (wrong === 0 && right > 0 && answers >= LEAST_ANSWERS) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because:
      wrong > 0
        ? 'A visitor got another answer than the history of the pair gives.'
        : 'So few requests show nothing. Close other programs and run again.',
  };
}
