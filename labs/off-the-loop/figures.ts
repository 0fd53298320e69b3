/** What a run of this lab shows, in figures. Times are in ms. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** So many threads, working by themselves: what they got done. */
export interface Threads {
  threads: number;
  cores: number;
  /** Pieces of work done by all of them together. */
  perSecond: number;
  /** How long a piece took. */
  pieceMs: number;
}

export function sweep(run: RunView): Threads[] {
  return run.events('machine', 'threads').map(({ detail = {} }) => ({
    threads: Number(detail['threads']),
    cores: Number(detail['cores']),
    perSecond: Number(detail['perSecond']),
    pieceMs: Number(detail['pieceMs']),
  }));
}

/**
 * What as many threads as there are cores got done by themselves: measured twice, before and between the
 * parts with the pool. The smaller counts, for a machine may be busy.
 */
export function reference(run: RunView): Threads | undefined {
  const whole = sweep(run).filter(({ threads, cores }) => threads === cores);
  return whole.toSorted((a, b) => a.perSecond - b.perSecond)[0];
}

/** The fewest threads that do four fifths of what is asked for, or of what as many as there are cores do. */
export function enoughThreads(run: RunView): number | undefined {
  const most = sweep(run).find(({ threads, cores }) => threads === cores)?.perSecond;
  const part = run.part('pool');
  if (most === undefined || !part) return undefined;
  const asked = Number(run.control('rate', part.to - 1));
  return sweep(run).find(({ perSecond }) => perSecond >= 0.8 * Math.min(most, asked))?.threads;
}

/** How a way of doing the work fared in a part of the run. */
export interface Fared {
  /** Good answers a second. */
  perSecond: number;
  /** Turned away a second. */
  rejected: number;
  /** Of the part's last second. */
  p99: number;
  /** Longest, seen by the watchdog. */
  delay: number;
  /** Cores in use, of the service and of the one that works for it. */
  cores: number;
}

const maximum = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);

/** Undefined until the part has gone on for a second: the figures are of whole seconds. */
export function fared(run: RunView, id: string): Fared | undefined {
  const part = run.part(id);
  if (!part || part.to - part.from < 1250) return undefined;
  const of = (process: string, metric: string) => run.samples(process, metric, part.from, part.to);
  const grown = (process: string, metric: string): number => {
    const samples = of(process, metric);
    const [first, last] = [samples[0], samples.at(-1)];
    return first && last && last.t > first.t ? (last.value - first.value) / (last.t - first.t) : 0;
  };
  return {
    perSecond: grown('load', 'http.client.requests.ok') * 1000,
    rejected: of('load', 'http.client.request.rate.rejected').at(-1)?.value ?? 0,
    p99: of('load', 'http.client.request.duration.p99').at(-1)?.value ?? 0,
    delay: maximum(of('service', 'nodejs.eventloop.delay.watchdog').map(({ value }) => value)) ?? 0,
    cores: grown('service', 'process.cpu.time') + grown('compute', 'process.cpu.time'),
  };
}

/** The two parts with the pool: the better of the two counts, for a machine may be busy. */
export function pool(run: RunView): { perSecond: number; p99: number; over: boolean } | undefined {
  const parts = [fared(run, 'pool'), fared(run, 'pool-again')].filter((one) => one !== undefined);
  if (parts.length === 0) return undefined;
  return {
    perSecond: Math.max(...parts.map(({ perSecond }) => perSecond)),
    p99: Math.min(...parts.map(({ p99 }) => p99)),
    over: run.part('pool-again')?.over ?? false,
  };
}

/** How many threads the pool had at most. */
export const poolThreads = (run: RunView): number | undefined =>
  maximum(run.events('service', 'pool').map(({ detail }) => Number(detail?.['threads'])));

interface Cost {
  sentMs: number;
  answeredMs: number;
}
function cost(run: RunView, of: string): Cost | undefined {
  const event = run.events('machine', 'cost').find(({ detail }) => detail?.['of'] === of);
  return (
    event && { sentMs: Number(event.detail?.['sentMs']), answeredMs: Number(event.detail?.['answeredMs']) }
  );
}

const perSecond = (value: number): string => `${value.toFixed(0)}/s`;
const inMs = (value: number, digits = 0): string => `${value.toFixed(digits)} ms`;

export const THREAD_COLUMNS = ['Threads', 'done', 'a piece takes'];
export function threadRows(run: RunView): TableRow[] {
  return sweep(run).map(({ threads, cores, perSecond: done, pieceMs }, i, all) => ({
    head: `${String(threads)}${threads === cores ? ', a thread for each core' : ''}${all.findIndex((one) => one.threads === threads) < i ? ', again' : ''}`,
    cells: [perSecond(done), inMs(pieceMs)],
  }));
}

const WAYS = [
  ['inline', 'inline'],
  ['sliced', 'in slices of 10 ms'],
  ['remote', 'a service of its own'],
  ['pool', 'your pool'],
  ['pool-again', 'your pool, again'],
] as const;

export const WAY_COLUMNS = ['The work', 'answered', 'turned away', 'p99', 'loop delay', 'CPU'];
export function wayRows(run: RunView): TableRow[] {
  return WAYS.map(([id, head]) => {
    const way = fared(run, id);
    if (!way) return { head, cells: [undefined, undefined, undefined, undefined, undefined] };
    const cores = `${way.cores.toFixed(1)} cores`;
    return {
      head,
      cells: [perSecond(way.perSecond), perSecond(way.rejected), inMs(way.p99), inMs(way.delay), cores],
    };
  });
}

const COSTS = [
  ['start', 'to start a worker'],
  ['objects', '50,000 objects'],
  ['clone', '32 MB, copied'],
  ['transfer', '32 MB, transferred'],
] as const;

export const COST_COLUMNS = ['A worker costs', 'this thread is busy', 'until it answers'];
export function costRows(run: RunView): TableRow[] {
  return COSTS.map(([id, head]) => {
    const found = cost(run, id);
    if (!found) return { head, cells: [undefined, undefined] };
    return {
      head,
      cells: [id === 'start' ? '' : inMs(found.sentMs, found.sentMs < 1 ? 2 : 0), inMs(found.answeredMs)],
    };
  });
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({ id, label, unit, read: (run) => read(run)?.toFixed(digits) });

const doneBy = (times: number) => (run: RunView) =>
  sweep(run).find(({ threads, cores }) => threads === times * cores)?.perSecond;
const pieceBy = (times: number) => (run: RunView) =>
  sweep(run).find(({ threads, cores }) => threads === times * cores)?.pieceMs;

export const figures: Figure[] = [
  {
    id: 'moved',
    label: 'Answered each second: inline, one worker',
    unit: '',
    predicted: true,
    read: (run) => {
      const [inline, remote] = [fared(run, 'inline'), fared(run, 'remote')];
      return inline && remote && `${inline.perSecond.toFixed(0)}, ${remote.perSecond.toFixed(0)}`;
    },
  },
  fact('pool', 'Your pool answers each second', '/s', (run) => pool(run)?.perSecond),
  fact('pool-p99', 'with a p99 of', 'ms', (run) => pool(run)?.p99),
  fact('bare', 'The cores alone would do', '/s', (run) => reference(run)?.perSecond),
];

const of = (id: string, key: keyof Fared) => (run: RunView) => fared(run, id)?.[key];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  fact('cores', 'Cores', '', (run) => sweep(run)[0]?.cores),
  fact('done-1', 'Done by one thread', '/s', (run) => sweep(run)[0]?.perSecond),
  fact('piece-1', 'A piece in one thread', 'ms', (run) => sweep(run)[0]?.pieceMs),
  fact('done-cores', 'Done by a thread for each core', '/s', doneBy(1)),
  fact('piece-cores', 'A piece, a thread for each core', 'ms', pieceBy(1)),
  fact('done-double', 'Done by twice as many', '/s', doneBy(2)),
  fact('piece-double', 'A piece, twice as many', 'ms', pieceBy(2)),
  fact('done-most', 'Done by four times as many', '/s', doneBy(4)),
  fact('piece-most', 'A piece, four times as many', 'ms', pieceBy(4)),
  ...WAYS.flatMap(([id]) => [
    fact(`${id}-answers`, `Answered, ${id}`, '/s', of(id, 'perSecond')),
    fact(`${id}-rejected`, `Turned away, ${id}`, '/s', of(id, 'rejected')),
    fact(`${id}-p99`, `p99, ${id}`, 'ms', of(id, 'p99')),
    fact(`${id}-delay`, `Loop delay, ${id}`, 'ms', of(id, 'delay')),
    fact(`${id}-cores`, `Cores in use, ${id}`, '', of(id, 'cores'), 1),
  ]),
  fact('start', 'To start a worker', 'ms', (run) => cost(run, 'start')?.answeredMs),
  fact('objects', 'To send 50,000 objects', 'ms', (run) => cost(run, 'objects')?.sentMs),
  fact('objects-answer', 'Until 50,000 objects are there', 'ms', (run) => cost(run, 'objects')?.answeredMs),
  fact('clone', 'To send 32 MB as a copy', 'ms', (run) => cost(run, 'clone')?.sentMs),
  fact('transfer', 'To transfer 32 MB', 'ms', (run) => cost(run, 'transfer')?.sentMs, 2),
];
