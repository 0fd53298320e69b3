/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { enoughThreads, pool, poolThreads, reference } from './figures.ts';

/** Of what the cores alone can do, or of what is asked for where that is less. */
const LEAST_SHARE = 0.45;
/** A request takes one piece of work. Whoever waits for so many in a row waits too long. */
const MOST_PIECES = 20;
const PIECE_MS = 20;
/** However slow the machine: without a bound, the wait grows past this in each part. */
const LONGEST_MS = 900;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('pool') ? undefined : { state: 'waiting', figure: '' };
}

export function enoughAnswers(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [measured, bare] = [pool(run), reference(run)];
  if (!measured || !bare) return { state: 'measuring', figure: '' };
  const asked = Number(run.control('rate', (run.part('pool')?.to ?? 0) - 1));
  const least = LEAST_SHARE * Math.min(bare.perSecond, asked);
  const figure = `${measured.perSecond.toFixed(0)} good answers a second, must be at least ${least.toFixed(0)}`;
  if (!measured.over) return { state: 'measuring', figure };
  if (measured.perSecond >= least) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: `By themselves, ${String(bare.threads)} threads did ${bare.perSecond.toFixed(0)} pieces of the same work a second. Most of the cores’ time was not used.`,
  };
}

export function shortWait(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [measured, bare] = [pool(run), reference(run)];
  if (!measured || !bare) return { state: 'measuring', figure: '' };
  const most = Math.min(LONGEST_MS, MOST_PIECES * Math.max(PIECE_MS, bare.pieceMs));
  const figure = `p99 ${measured.p99.toFixed(0)} ms, must be under ${most.toFixed(0)} ms`;
  if (!measured.over) return { state: 'measuring', figure };
  if (measured.perSecond === 0) {
    return { state: 'failed', figure: 'no good answer', because: 'Nobody waits where nothing is answered.' };
  }
  if (measured.p99 < most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'A request needs 20 ms of work. Whoever can’t be served soon is better told so at once.',
  };
}

export function rightThreads(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [threads, enough, bare] = [poolThreads(run), enoughThreads(run), reference(run)];
  if (threads === undefined || enough === undefined || !bare) return { state: 'measuring', figure: '' };
  const most = Math.max(bare.cores, 2 * enough);
  const figure = `${String(threads)} of them, must be ${String(enough)} to ${String(most)}`;
  if (!run.part('pool-again')?.over) return { state: 'measuring', figure };
  if (threads >= enough && threads <= most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because:
      threads < enough
        ? `By themselves, it took ${String(enough)} to do what this machine can, or what is asked for.`
        : `By themselves, ${String(enough)} did as much. The others only wait for a core, each with its heap.`,
  };
}
