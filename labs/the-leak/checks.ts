/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answers, counted, cpuAfter, fires, heapGrown } from './figures.ts';

/** For a second without a request, beyond what its twin uses, which leaves nothing behind: that is the probe's. */
const MOST_CPU_MS = 5;
/** A server has some of its own; a breaker has two. */
const MOST_TIMERS = 100;
const REQUESTS = 12_000;
/** A tenth of what is left of a breaker. */
const MOST_BYTES = 350;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('load') ? undefined : { state: 'waiting', figure: '' };
}

export function allThroughABreaker(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [answered, fired] = [answers(run, 'uncivilized'), fires(run, 'uncivilized')];
  const figure = `${String(answered)} answered, ${String(fired)} calls through a breaker, must be ${String(REQUESTS)} each`;
  if (answered >= REQUESTS && fired >= REQUESTS) return { state: 'passed', figure };
  if (!run.part('after')?.over) return { state: 'measuring', figure };
  return {
    state: 'failed',
    figure,
    because:
      answered < REQUESTS
        ? 'Not every request got its answer before the load was to be over: the server failed, or the machine is busy.'
        : 'Without a breaker nothing is left behind, and nothing is guarded.',
  };
}

export function quietAfter(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [used, twin] = [cpuAfter(run, 'uncivilized'), cpuAfter(run, 'civilized')];
  const over = run.part('after')?.over ?? false;
  if (used === undefined || twin === undefined) {
    if (!over) return { state: 'measuring', figure: '' };
    const because = 'The load took until the time without it was over. Close other programs and run again.';
    return { state: 'failed', figure: 'no second without a request, must be some', because };
  }
  const more = Math.max(0, used - twin);
  const figure = `${more.toFixed(1)} ms/s more than /civilized, must be under ${String(MOST_CPU_MS)} ms/s`;
  if (!over) return { state: 'measuring', figure };
  if (more < MOST_CPU_MS) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'Nobody asks for anything, and something still runs every second.',
  };
}

export function timersFlat(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const alive = counted(run, 'uncivilized', 'counted')?.timers;
  if (alive === undefined) return { state: 'measuring', figure: '' };
  const figure = `${String(alive)} alive, must be under ${String(MOST_TIMERS)}`;
  if (alive < MOST_TIMERS) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'They are counted in the heap. Each request left some, for ever.',
  };
}

export function heapFlat(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const bytes = heapGrown(run, 'uncivilized');
  if (bytes === undefined) return { state: 'measuring', figure: '' };
  const each = Math.max(0, bytes / REQUESTS);
  const figure = `${each.toFixed(0)} bytes kept for each request, must be under ${String(MOST_BYTES)}`;
  if (each < MOST_BYTES) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: 'It was read after the garbage was collected: somebody still refers to this.',
  };
}
