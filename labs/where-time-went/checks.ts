/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { knownSpin } from './figures.ts';
import { problemOf, tracedRequests } from './trace.ts';

const SHARE = 0.15;
const LEAST_ROOM_MS = 10;
/** What was answered later may not have come through the log yet. */
const SETTLED_MS = 1500;
const LEAST_ANSWERS = 30;

/** CPU before the call and after it, in ms, as the visitors ask for it. */
const ALONE = [[30, 20], [50, 50]] as const; // prettier-ignore
const TOGETHER = [[0, 20], [20, 20], [20, 40], [40, 40], [60, 40]] as const; // prettier-ignore

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

/** Compares what was traced with what the handlers are known to have used. */
function judgeSpins(
  run: RunView,
  burns: readonly (readonly [before: number, after: number])[],
  part: string,
  because: string,
): Verdict {
  const played = run.part(part);
  if (!played) return { state: 'waiting', figure: '' };
  const read = burns.map(([before, after]) => {
    const spin = knownSpin(run, before, after, part === 'alone');
    const burnt = before + after;
    const room = Math.max(SHARE * burnt, LEAST_ROOM_MS);
    const off = spin === undefined || Math.abs(spin - burnt) > room;
    const text = `${before} + ${after} read ${spin?.toFixed(0) ?? 'nothing'}`;
    return { off, text: off ? `${text}, must be ${burnt} ± ${room.toFixed(0)}` : text };
  });
  const figure = `${read.map(({ text }) => text).join('; ')} (ms)`;
  // The last requests of a part are still on their way through the log when it ends.
  const settled = run.ended !== undefined || (played.over && run.now > played.to + SETTLED_MS);
  if (!settled) return { state: 'measuring', figure };
  return read.some(({ off }) => off) ? { state: 'failed', figure, because } : { state: 'passed', figure };
}

export function splitAddsUp(run: RunView): Verdict {
  return (
    moved(run) ??
    judgeSpins(run, ALONE, 'alone', 'What the handler used after its await is not in the log of its request.')
  );
}

export function eachItsOwn(run: RunView): Verdict {
  return (
    moved(run) ??
    judgeSpins(run, TOGETHER, 'together', 'Of requests at the same time, some pay for others or for nothing.')
  );
}

export function wellFormed(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const events = run.spans('reader');
  const broken = run.events('reader', 'line.unreadable')[0];
  const problem = broken
    ? `a line is not JSON: ${String(broken.detail?.['line']).slice(0, 60)}`
    : events.map(problemOf).find((one) => one !== undefined);
  if (problem !== undefined) {
    return { state: 'failed', figure: problem, because: 'Whoever reads the log relies on its format.' };
  }
  const figure = `${events.length} events`;
  if (run.ended === undefined) return { state: events.length === 0 ? 'waiting' : 'measuring', figure };
  if (events.length === 0) return { state: 'failed', figure, because: 'The log is empty.' };
  return { state: 'passed', figure };
}

export function allTraced(run: RunView): Verdict {
  const other = moved(run);
  if (other) return other;
  const answers = run.events('visitors', 'answered', 0, run.now - SETTLED_MS);
  const traced = new Set(tracedRequests(run).map(({ url }) => url));
  const missing = answers.filter(({ detail }) => !traced.has(String(detail?.['url'])));
  const figure = `${answers.length - missing.length} of ${answers.length} answered requests, must be all of at least ${LEAST_ANSWERS}`;
  if (run.ended === undefined) return { state: answers.length === 0 ? 'waiting' : 'measuring', figure };
  if (answers.length < LEAST_ANSWERS) {
    return { state: 'failed', figure, because: 'Too few requests were answered to judge by.' };
  }
  return missing.length > 0
    ? { state: 'failed', figure, because: 'A request without a start and an end in the log was not traced.' }
    : { state: 'passed', figure };
}
