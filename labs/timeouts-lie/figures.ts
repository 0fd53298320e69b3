/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { ScatterPoint, TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

export const TIMEOUT_MS = 500;

/** A timer of 500 ms and a block; all in ms, `blockEnd` and `fired` since the timer was set. */
export interface FiredTimer {
  blockMs: number;
  /** How long before the block the timer was set. */
  ahead: number;
  blockEnd: number;
  fired: number;
}

export function timersOf(run: RunView): FiredTimer[] {
  return run.events('caller', 'timer').map(({ detail }) => ({
    blockMs: Number(detail?.['blockMs']),
    ahead: Number(detail?.['ahead']),
    blockEnd: Number(detail?.['blockEnd']),
    fired: Number(detail?.['fired']),
  }));
}

/** A call with a deadline, and what the deadline said of it. */
export interface Call {
  phase: string;
  blockMs: number;
  /** How long the backend took for its answer, in ms. */
  takes: number;
  answered: boolean;
  late: string;
  /** Ms until the deadline had said so. */
  after: number;
}

export function callsOf(run: RunView): Call[] {
  return run.events('caller', 'call').map(({ detail }) => ({
    phase: String(detail?.['phase']),
    blockMs: Number(detail?.['blockMs']),
    takes: Number(detail?.['takes']),
    answered: detail?.['answered'] === true,
    late: String(detail?.['late']),
    after: Number(detail?.['after']),
  }));
}

/**
 * Whose fault it was: with a backend that is quick enough, only the loop can have made a call last past
 * its deadline. That is measured, not planned: on a busy machine an answer may be read before the block.
 */
export function truth({ takes, after }: Call): 'nobody' | 'loop' | 'backend' {
  if (takes > TIMEOUT_MS) return 'backend';
  return after >= TIMEOUT_MS ? 'loop' : 'nobody';
}

/** When a timer should fire: by the rule, not before the loop is free. */
export const due = ({ blockEnd }: FiredTimer): number => Math.max(TIMEOUT_MS, blockEnd);

export function timerPoints(run: RunView): ScatterPoint[] {
  return timersOf(run).map((timer) => ({
    name: `${timer.blockMs.toFixed(0)} ms block, ${timer.ahead.toFixed(0)} ms after the timer was set`,
    x: due(timer),
    y: timer.fired,
  }));
}

interface Case {
  head: string;
  takes: number;
  phase: string;
  blocked: boolean;
}
const CASES: Case[] = [
  { head: '40 ms, loop free', takes: 40, phase: 'timer', blocked: false },
  { head: '40 ms, block in timer', takes: 40, phase: 'timer', blocked: true },
  { head: '40 ms, block in I/O', takes: 40, phase: 'poll', blocked: true },
  { head: '40 ms, block in check', takes: 40, phase: 'check', blocked: true },
  { head: '2000 ms, block in check', takes: 2000, phase: 'check', blocked: true },
  { head: '2000 ms, loop free', takes: 2000, phase: 'check', blocked: false },
];

const of = (calls: readonly Call[], { takes, phase, blocked }: Case): Call[] =>
  calls.filter(
    (call) => call.takes === takes && call.blockMs > 0 === blocked && (!blocked || call.phase === phase),
  );

export const CALL_COLUMNS = ['Backend, loop', 'answered', 'timed out', 'who was late', 'as it was'];

/** A row for each case: what the deadline said of its calls. */
export function callsByCase(run: RunView): TableRow[] {
  const all = callsOf(run);
  return CASES.map((one) => {
    const calls = of(all, one);
    if (calls.length === 0) return { head: one.head, cells: [undefined, undefined, undefined, undefined] };
    const answered = calls.filter((call) => call.answered).length;
    const each = (names: string[]) => [...new Set(names)].join(', ');
    const said = each(calls.map(({ late }) => late));
    const was = each(calls.map(truth));
    return { head: one.head, cells: [String(answered), String(calls.length - answered), said, was] };
  });
}

/** Of the calls whose answer was in time, made under blocks in one phase: how many were called late. */
export function calledLate(run: RunView, phase: string): { late: number; of: number } | undefined {
  const calls = callsOf(run).filter(
    (call) => call.blockMs > 0 && call.phase === phase && truth(call) === 'loop',
  );
  if (calls.length === 0) return undefined;
  return { late: calls.filter(({ answered }) => !answered).length, of: calls.length };
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

const round = (ms: number | undefined): string | undefined => ms?.toFixed(0);

function fired(run: RunView, blockMs: number, ahead: number): string | undefined {
  const timers = timersOf(run).filter((timer) => timer.blockMs === blockMs && timer.ahead === ahead);
  return round(median(timers.map((timer) => timer.fired)));
}

function lateBy(phase: string): Figure['read'] {
  return (run) => {
    const counts = calledLate(run, phase);
    return counts && `${String(counts.late)} of ${String(counts.of)}`;
  };
}

function bothPhases(run: RunView): string | undefined {
  const [timer, check] = [calledLate(run, 'timer'), calledLate(run, 'check')];
  return (
    timer &&
    check &&
    `timer ${String(timer.late)} of ${String(timer.of)}, check ${String(check.late)} of ${String(check.of)}`
  );
}

/** The largest distance of a timer from the rule, in ms. */
export function largestMiss(run: RunView): number | undefined {
  const timers = timersOf(run);
  return timers.length === 0
    ? undefined
    : Math.max(...timers.map((timer) => Math.abs(timer.fired - due(timer))));
}

/** How long a deadline took to say of a really late answer that it is late, median in ms. */
function verdictAfter(run: RunView, blocked: boolean): number | undefined {
  const slow = callsOf(run).filter((call) => truth(call) === 'backend' && call.blockMs > 0 === blocked);
  return median(slow.map(({ after }) => after));
}

export const figures: Figure[] = [
  {
    id: 'fired',
    label: 'A 500 ms timer, set 450 ms before a block of 2 s',
    unit: 'ms',
    predicted: true,
    read: (run) => fired(run, 2000, 450),
  },
  {
    id: 'phase',
    label: 'Answers in time that were called late',
    unit: '',
    predicted: true,
    read: bothPhases,
  },
  { id: 'miss', label: 'Farthest from the rule', unit: 'ms', read: (run) => round(largestMiss(run)) },
];

const fact = (id: string, label: string, unit: string, read: Figure['read']): Figure => ({
  id,
  label,
  unit,
  read,
});

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  fact('count', 'Timers', '', (run) => String(timersOf(run).length)),
  fact('miss', 'Farthest from the rule', 'ms', (run) => round(largestMiss(run))),
  ...[0, 100, 300, 450].flatMap((ahead) =>
    [100, 400, 1000, 2000].map((ms) =>
      fact(
        `fired-${String(ms)}-${String(ahead)}`,
        `Block of ${String(ms)} ms after ${String(ahead)} ms`,
        'ms',
        (run) => fired(run, ms, ahead),
      ),
    ),
  ),
  ...['timer', 'poll', 'check'].map((phase) =>
    fact(`late-${phase}`, `Called late under blocks in ${phase}`, '', lateBy(phase)),
  ),
  fact('backend-free', 'Verdict on a slow backend, loop free', 'ms', (run) =>
    round(verdictAfter(run, false)),
  ),
  fact('backend-blocked', 'Verdict on a slow backend, loop blocked', 'ms', (run) =>
    round(verdictAfter(run, true)),
  ),
];
