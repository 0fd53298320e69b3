/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What a generator says; times in ms. */
export interface Result {
  /** Requests in a second that were asked for. */
  rate: number;
  count: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
  /** Requests that took more than 100 ms. */
  slow: number;
}

export function resultOf(run: RunView, generator: string): Result | undefined {
  const found = run
    .events('load', 'result')
    .find(({ detail }) => detail?.['generator'] === generator)?.detail;
  const number = (key: string): number => Number(found?.[key]);
  return (
    found && {
      rate: number('rate'),
      count: number('count'),
      p50: number('p50'),
      p90: number('p90'),
      p99: number('p99'),
      max: number('max'),
      slow: number('slow'),
    }
  );
}

export const COLUMNS = ['Generator', 'requests', 'over 100 ms', 'p50', 'p90', 'p99', 'max'];

const GENERATORS = [
  { id: 'closed', head: 'closed: 10 users' },
  { id: 'open', head: 'open: 100/s' },
  { id: 'yours', head: 'yours' },
];

const inMs = (ms: number): string => `${ms.toFixed(0)} ms`;

export function rows(run: RunView): TableRow[] {
  return GENERATORS.map(({ id, head }) => {
    const result = resultOf(run, id);
    if (!result) return { head, cells: COLUMNS.slice(1).map(() => undefined) };
    const { count, slow, p50, p90, p99, max } = result;
    const share = `${String(slow)} (${((100 * slow) / Math.max(1, count)).toFixed(1)}%)`;
    return { head, cells: [String(count), share, ...[p50, p90, p99, max].map(inMs)] };
  });
}

const of = (generator: string, read: (result: Result) => string): Figure['read'] => {
  return (run) => {
    const result = resultOf(run, generator);
    return result && read(result);
  };
};

export const figures: Figure[] = [
  {
    id: 'p99',
    label: 'p99, open loop',
    unit: 'ms',
    predicted: true,
    read: of('open', ({ p99 }) => p99.toFixed(0)),
  },
  { id: 'closed', label: 'p99, closed loop', unit: 'ms', read: of('closed', ({ p99 }) => p99.toFixed(0)) },
  { id: 'yours', label: 'p99, yours', unit: 'ms', read: of('yours', ({ p99 }) => p99.toFixed(0)) },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = GENERATORS.flatMap(({ id, head }) => [
  ...(['p50', 'p90', 'p99', 'max'] as const).map((key): Figure => ({
    id: `${id}-${key}`,
    label: `${key}, ${head}`,
    unit: 'ms',
    read: of(id, (result) => result[key].toFixed(0)),
  })),
  ...(['count', 'slow'] as const).map((key): Figure => ({
    id: `${id}-${key}`,
    label: `${key}, ${head}`,
    unit: '',
    read: of(id, (result) => result[key].toLocaleString('en')),
  })),
]);
