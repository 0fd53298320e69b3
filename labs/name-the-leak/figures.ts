/** What a run of this lab shows, in figures. */
import { readHeaps } from '../kit/heap/told.ts';
import type { ClassChange, HeapComparison } from '../kit/heap/compare.ts';
import type { Figure } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';

export const LEAKY = 'LeakyClass';

/** The comparison of the run's two snapshots; undefined until there is one. */
export function comparisonOf(run: RunView): HeapComparison | undefined {
  const told = readHeaps(run.artifacts('compare').at(-1)?.data ?? '');
  return told?.result.ok === true ? told.result.comparison : undefined;
}

/** A class of the second snapshot; undefined where it is not among those that are told. */
export function classOf(run: RunView, name: string): ClassChange | undefined {
  return comparisonOf(run)?.classes.find((one) => one.name === name);
}

export interface Snapshot {
  /** How long the service did nothing else. */
  ms: number;
  bytes: number;
  /** Until then. */
  answers: number;
  workedOut: number;
}
export function snapshot(run: RunView, name: 'before' | 'after'): Snapshot | undefined {
  const detail = run
    .events('service', 'snapshot')
    .findLast((event) => event.detail?.['file'] === `${name}.heapsnapshot`)?.detail;
  if (!detail) return undefined;
  const { ms, bytes, answers, workedOut } = detail;
  return {
    ms: Number(ms),
    bytes: Number(bytes),
    answers: Number(answers),
    workedOut: Number(workedOut),
  };
}

/** What was done between the two snapshots. */
export function between(run: RunView): { answers: number; workedOut: number } | undefined {
  const [before, after] = [snapshot(run, 'before'), snapshot(run, 'after')];
  if (!before || !after) return undefined;
  return { answers: after.answers - before.answers, workedOut: after.workedOut - before.workedOut };
}

/** Bytes by which the heap grew. */
export function growth(run: RunView): number | undefined {
  const comparison = comparisonOf(run);
  return comparison && comparison.after.heapBytes - comparison.before.heapBytes;
}

export const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toLocaleString('en-GB')}`;
const kilobytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined
    ? undefined
    : `${(bytes / 1000).toLocaleString('en-GB', { maximumFractionDigits: 0 })} kB`;
const megabytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : `${(bytes / 1e6).toFixed(1)} MB`;
const inMs = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : `${ms.toFixed(0)} ms`;

/** Of what the heap grew by. */
function share(run: RunView, of: (leaky: ClassChange) => number): string | undefined {
  const grown = growth(run);
  const leaky = classOf(run, LEAKY);
  if (grown === undefined || !leaky || grown <= 0) return undefined;
  const percent = (of(leaky) / grown) * 100;
  return percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
}

const pause = (run: RunView): number | undefined => {
  const [before, after] = [snapshot(run, 'before'), snapshot(run, 'after')];
  return before && after && Math.max(before.ms, after.ms);
};
const compared = (run: RunView): number | undefined => {
  const ms = run.events('compare', 'compared').at(-1)?.detail?.['ms'];
  return typeof ms === 'number' ? ms : undefined;
};
/** The classes by how much their own bytes grew, the largest first. */
const byShallow = (run: RunView): ClassChange[] | undefined =>
  comparisonOf(run)?.classes.toSorted((a, b) => b.shallowChange - a.shallowChange);

export const figures: Figure[] = [
  {
    id: 'shallow',
    label: 'Of the growth, LeakyClass’s own bytes',
    unit: '%',
    predicted: true,
    read: (run) => share(run, ({ shallowChange }) => shallowChange),
  },
  {
    id: 'retained',
    label: 'Of the growth, what LeakyClass retains',
    unit: '%',
    read: (run) => share(run, ({ retainedChange }) => retainedChange),
  },
  {
    id: 'leaky',
    label: 'LeakyClass, more than before',
    unit: '',
    read: (run) => {
      const leaky = classOf(run, LEAKY);
      return leaky && signed(leaky.countChange);
    },
  },
  {
    id: 'pause',
    label: 'Longest pause for a snapshot',
    unit: 'ms',
    read: (run) => pause(run)?.toFixed(0),
  },
];

const leakyFact = (id: string, label: string, read: (one: ClassChange) => string): Figure => ({
  id,
  label,
  unit: '',
  read: (run) => {
    const leaky = classOf(run, LEAKY);
    return leaky && read(leaky);
  },
});

export const facts: Figure[] = [
  {
    id: 'answers',
    label: 'Requests between the snapshots',
    unit: '',
    read: (run) => between(run)?.answers.toLocaleString('en-GB'),
  },
  { id: 'growth', label: 'The heap grew by', unit: '', read: (run) => kilobytes(growth(run)) },
  leakyFact('leaky-count', 'LeakyClass, more than before', ({ countChange }) => signed(countChange)),
  leakyFact(
    'leaky-shallow',
    'Its own bytes, more than before',
    ({ shallowChange }) => kilobytes(shallowChange) ?? '',
  ),
  leakyFact(
    'leaky-retained',
    'What it retains, more than before',
    ({ retainedChange }) => kilobytes(retainedChange) ?? '',
  ),
  leakyFact(
    'leaky-each',
    'Own bytes of one',
    ({ shallow, count }) => `${String(Math.round(shallow / count))} bytes`,
  ),
  leakyFact('leaky-keeps', 'What one retains', ({ retained, count }) => kilobytes(retained / count) ?? ''),
  leakyFact('path', 'The way to it', ({ path }) =>
    path.map(({ edge, node }) => `${edge} ${node}`).join(' → '),
  ),
  {
    id: 'local-count',
    label: 'LocalClass in the second snapshot',
    unit: '',
    read: (run) => comparisonOf(run) && String(classOf(run, 'LocalClass')?.count ?? 0),
  },
  {
    id: 'first-by-shallow',
    label: 'First by its own bytes',
    unit: '',
    read: (run) => byShallow(run)?.[0]?.name,
  },
  {
    id: 'above',
    label: 'Above LeakyClass by what it retains',
    unit: '',
    read: (run) => {
      const sorted = comparisonOf(run)?.classes.toSorted((a, b) => b.retainedChange - a.retainedChange);
      const place = sorted?.findIndex(({ name }) => name === LEAKY) ?? -1;
      if (!sorted || place < 0) return undefined;
      const names = sorted.slice(0, place).map(({ name }) => name);
      return names.length === 0 ? 'nothing' : names.join(', ');
    },
  },
  {
    id: 'rank-by-shallow',
    label: 'Place of LeakyClass by its own bytes',
    unit: '',
    read: (run) => {
      const place = byShallow(run)?.findIndex(({ name }) => name === LEAKY) ?? -1;
      return place < 0 ? undefined : String(place + 1);
    },
  },
  { id: 'pause', label: 'Longest pause for a snapshot', unit: '', read: (run) => inMs(pause(run)) },
  {
    id: 'size',
    label: 'Size of the second file',
    unit: '',
    read: (run) => megabytes(snapshot(run, 'after')?.bytes),
  },
  {
    id: 'heap',
    label: 'The heap in it',
    unit: '',
    read: (run) => megabytes(comparisonOf(run)?.after.heapBytes),
  },
  {
    id: 'objects',
    label: 'Objects in it',
    unit: '',
    read: (run) => comparisonOf(run)?.after.objects.toLocaleString('en-GB'),
  },
  { id: 'compared', label: 'Time to compare the two', unit: '', read: (run) => inMs(compared(run)) },
  {
    id: 'worked-out',
    label: 'Worked out between the snapshots',
    unit: '',
    read: (run) => between(run)?.workedOut.toLocaleString('en-GB'),
  },
];
