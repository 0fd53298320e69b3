/** What a run of this lab shows, in figures. Sizes are in bytes, times in ms. */
import { bytesByOwner, parseHeapProfile, summarizeAllocations, type HeapNode } from '../kit/heap-profile.ts';
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What is watched: how many bytes are allocated on either route, or by whom on yours. */
export type Watched = 'before' | 'prices' | 'kept' | 'all';

export interface Answers {
  right: number;
  wrong: number;
  /** Of all answers together. */
  bytes: number;
}

const detail = (run: RunView, process: string, name: string, now: Watched) =>
  run.events(process, name).find((event) => event.detail?.['now'] === now)?.detail;

/** What customers got in a part; undefined until it is over. */
export function answers(run: RunView, now: Watched): Answers | undefined {
  const asked = detail(run, 'customers', 'asked', now);
  return (
    asked && { right: Number(asked['right']), wrong: Number(asked['wrong']), bytes: Number(asked['bytes']) }
  );
}

/** What the service says of itself in a part, divided by the answers of that part. */
function perAnswer(run: RunView, now: Watched, key: 'bytes' | 'cpu'): number | undefined {
  const value = detail(run, 'service', 'watched', now)?.[key];
  const all = answers(run, now);
  return value === undefined || !all?.right ? undefined : Number(value) / (all.right + all.wrong);
}

/** Bytes allocated on the heap for an answer, counted between collections. */
export const counted = (run: RunView, now: 'before' | 'prices'): number | undefined =>
  perAnswer(run, now, 'bytes');
export const cpu = (run: RunView, now: Watched): number | undefined => perAnswer(run, now, 'cpu');

/** The newest profile of that name. */
export function profile(run: RunView, now: 'kept' | 'all'): HeapNode | undefined {
  const artifact = run.artifacts('service').findLast(({ name }) => name === `${now}.heapprofile`);
  return artifact?.data === undefined ? undefined : parseHeapProfile(artifact.data);
}

/** Bytes for an answer by the function that allocated them, estimated from a profile. */
export function sampled(
  run: RunView,
  now: 'kept' | 'all',
): { all: number; by: Map<string, number> } | undefined {
  const [head, of] = [profile(run, now), answers(run, now)];
  if (!head || !of?.right) return undefined;
  const count = of.right + of.wrong;
  const by = new Map([...bytesByOwner(head)].map(([name, bytes]) => [name, bytes / count]));
  return { all: summarizeAllocations(head).bytes / count, by };
}

const KILOBYTE = 1000;
const kilobytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : (bytes / KILOBYTE).toFixed(1);

/** Rows of the table of functions. */
const MOST_FUNCTIONS = 8;
export const FUNCTION_COLUMNS = ['kB for an answer', 'still in use', 'with the garbage'];
export function functionRows(run: RunView): TableRow[] {
  const [kept, all] = [sampled(run, 'kept'), sampled(run, 'all')];
  const names = [...((all ?? kept)?.by ?? [])]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_FUNCTIONS)
    .map(([name]) => name);
  return [
    ...names.map((name) => ({
      head: name || 'Node and Express',
      cells: [kept, all].map((of) => of && kilobytes(of.by.get(name) ?? 0)),
    })),
    { head: 'all, by the samples', cells: [kilobytes(kept?.all), kilobytes(all?.all)] },
    { head: 'all, counted', cells: [undefined, kilobytes(counted(run, 'prices'))] },
  ];
}

/** The first in a profile, with its share of all bytes. */
function first(run: RunView, now: 'kept' | 'all'): { name: string; share: number } | undefined {
  const of = sampled(run, now);
  const [top] = [...(of?.by ?? [])].filter(([name]) => name !== '').toSorted(([, a], [, b]) => b - a);
  return of && top && { name: top[0], share: top[1] / of.all };
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({ id, label, unit, read: (run) => read(run)?.toFixed(digits) });
const inKilobytes = (
  id: string,
  label: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure =>
  fact(
    id,
    label,
    'kB',
    (run) => {
      const bytes = read(run);
      return bytes === undefined ? undefined : bytes / KILOBYTE;
    },
    digits,
  );

export const figures: Figure[] = [
  {
    ...inKilobytes('before', 'Allocated for an answer, before', (run) => counted(run, 'before')),
    predicted: true,
  },
  inKilobytes('prices', 'and with your helpers', (run) => counted(run, 'prices')),
  inKilobytes('kept', 'Of it still in use', (run) => sampled(run, 'kept')?.all, 1),
  {
    id: 'culprit',
    label: 'Who allocates the most',
    unit: '',
    predicted: true,
    read: (run) => first(run, 'all')?.name,
  },
];

const OWNERS = ['allGoods', 'discounted', 'lines', 'priceList', 'openBasket'];
const inPercent = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : share * 100;
/** The size of a profile as a file. */
const fileBytes = (run: RunView, now: 'kept' | 'all'): number | undefined =>
  run.artifacts('service').findLast(({ name }) => name === `${now}.heapprofile`)?.data?.length;
/** How long it took to stop, with the collection that this begins with. */
const stopTime = (run: RunView, now: 'kept' | 'all'): number | undefined => {
  const stop = detail(run, 'service', 'watched', now)?.['stop'];
  return stop === undefined ? undefined : Number(stop);
};

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  inKilobytes('answer', 'Size of an answer', (run) => {
    const of = answers(run, 'before');
    return of && of.bytes / of.right;
  }),
  inKilobytes('all', 'By the samples, with the garbage', (run) => sampled(run, 'all')?.all),
  fact(
    'off',
    'By how much the samples are off',
    '%',
    (run) => {
      const [estimate, count] = [sampled(run, 'all')?.all, counted(run, 'prices')];
      return estimate && count && Math.abs(estimate / count - 1) * 100;
    },
    1,
  ),
  fact('kept-of-all', 'Of all bytes, still in use', '%', (run) => {
    const [kept, count] = [sampled(run, 'kept')?.all, counted(run, 'prices')];
    return kept && count && (kept / count) * 100;
  }),
  {
    id: 'kept-first',
    label: 'First in the first profile',
    unit: '',
    read: (run) => first(run, 'kept')?.name,
  },
  fact('kept-first-share', 'with a share of', '%', (run) => inPercent(first(run, 'kept')?.share)),
  fact('culprit-share', 'Share of the first in the second', '%', (run) =>
    inPercent(first(run, 'all')?.share),
  ),
  ...OWNERS.map((name) =>
    inKilobytes(`by-${name}`, `Allocated by ${name}`, (run) => {
      const of = sampled(run, 'all');
      return of && (of.by.get(name) ?? 0);
    }),
  ),
  inKilobytes('by-node', 'Allocated by Node and Express', (run) => {
    const of = sampled(run, 'all');
    return of && (of.by.get('') ?? 0);
  }),
  ...(['prices', 'kept', 'all'] as const).map((now) =>
    fact(`cpu-${now}`, `CPU time for an answer, ${now}`, 'ms', (run) => cpu(run, now), 2),
  ),
  ...(['kept', 'all'] as const).flatMap((now) => [
    fact(`stop-${now}`, `Stopping, ${now}`, 'ms', (run) => stopTime(run, now)),
    inKilobytes(`file-${now}`, `Size of the profile, ${now}`, (run) => fileBytes(run, now)),
  ]),
];
