/** What a run of this lab shows, in figures. Times in ms, sizes in bytes. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import { percentile } from '../kit/percentiles.ts';
import type { RunView } from '../kit/run-view.ts';
import { draw, rightOnes, shopOf, SHOPS } from './draw.ts';
import type { FaultName } from './faults.ts';

/** The first second of the load, in which connections are opened and code is compiled, is not judged. */
const WARM_MS = 1000;
const SECOND = 1000;
const STRETCH_MS = 2250;
/** Of 34 that are due in a stretch. With fewer there is nothing to judge. */
const LEAST_OF_A_STRETCH = 10;
const MEGABYTE = 1e6;

/** A page that somebody asked for. */
interface Page {
  due: number;
  ms: number;
  status: number;
  right: boolean;
}

/** The pages that were due under load, as far as their outcome is known. */
export function pages(run: RunView): Page[] {
  const load = run.part('load');
  if (!load) return [];
  const [from, to] = [load.from + WARM_MS, run.part('drain')?.from ?? load.to];
  return run.events('shoppers', 'page', from).flatMap(({ t, detail }) => {
    const ms = Number(detail?.['ms']);
    const page = { due: t - ms, ms, status: Number(detail?.['status']), right: detail?.['right'] === true };
    return page.due >= from && page.due < to ? [page] : [];
  });
}

/**
 * The p99 of the good pages of each stretch of 2.25 s, and of these the lowest: an errand comes in each stretch,
 * and what is wrong with the shop is there in all of them; a hiccup of the machine is not.
 */
export function bestP99(run: RunView): number | undefined {
  const from = (run.part('load')?.from ?? 0) + WARM_MS;
  const stretches = Map.groupBy(
    pages(run).filter(({ right }) => right),
    ({ due }) => Math.floor((due - from) / STRETCH_MS),
  );
  const worst = [...stretches.values()]
    .filter((some) => some.length >= LEAST_OF_A_STRETCH)
    .map(
      (some) =>
        at(
          some.map(({ ms }) => ms),
          0.99,
        ) ?? 0,
    );
  return at(worst, 0);
}

const at = (values: number[], share: number): number | undefined =>
  percentile(
    values.toSorted((a, b) => a - b),
    share,
  );

/** Share of the pages that were not answered well, from 0 to 1. */
export function errorShare(run: RunView): number | undefined {
  const all = pages(run);
  return all.length === 0 ? undefined : all.filter(({ right }) => !right).length / all.length;
}

interface Errand {
  what: string;
  ms: number;
  right: boolean;
}
export function errands(run: RunView): Errand[] {
  return run.events('shoppers', 'errand').map(({ detail }) => ({
    what: String(detail?.['what']),
    ms: Number(detail?.['ms']),
    right: detail?.['right'] === true,
  }));
}

/** What was alive, in the order in which it was counted: before the load, in its midst, after it. */
function alive(run: RunView) {
  return run.events('shop', 'alive').map(({ t, detail }) => ({
    t,
    timers: Number(detail?.['timers']),
    bytes: Number(detail?.['heap']) + Number(detail?.['external']),
  }));
}

/** Bytes by which heap and external memory together grew each second, from the midst of the load to its end. */
export function memorySlope(run: RunView): number | undefined {
  const [, midst, end] = alive(run);
  return midst && end && ((end.bytes - midst.bytes) / (end.t - midst.t)) * SECOND;
}

/** CPU time of the shop in each second without a request. */
export function cpuAfter(run: RunView): number | undefined {
  const after = run.part('after');
  // On a busy machine the snapshot may take until then.
  const from = Math.max(after?.from ?? 0, run.events('shop', 'snapshot').at(-1)?.t ?? 0);
  const samples = after ? run.samples('shop', 'process.cpu.time', from, after.to) : [];
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.t - first.t < SECOND) return undefined;
  return ((last.value - first.value) / (last.t - first.t)) * SECOND;
}

/** The number of the shop that this run is of. */
export const shopIn = (run: RunView): number => shopOf(run.control('shop'));
export const drawnIn = (run: RunView): readonly FaultName[] => draw(shopIn(run));

/** What the learner wrote, or what is wrong with it; undefined as long as it was not read. */
export function diagnosis(run: RunView): { right: number } | { problems: string[] } | undefined {
  const detail = run.events('reader', 'diagnosis')[0]?.detail;
  if (!detail) return undefined;
  if (detail['ok'] !== true) return { problems: (detail['problems'] as unknown[]).map(String) };
  return { right: rightOnes(detail['findings'] as { fault: string; file: string }[], drawnIn(run)) };
}

const whole = (value: number | undefined): string | undefined => value?.toFixed(0);
const percent = (share: number | undefined): string | undefined =>
  share === undefined ? undefined : (share * 100).toFixed(1);
const megabytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : (bytes / MEGABYTE).toFixed(1);

export const figures: Figure[] = [
  { id: 'shop', label: `Shop, of ${String(SHOPS)}`, unit: '', read: (run) => String(shopIn(run)) },
  {
    id: 'p99',
    label: 'p99 of the best stretch',
    unit: 'ms',
    predicted: true,
    read: (run) => whole(bestP99(run)),
  },
  { id: 'errors', label: 'Pages not answered well', unit: '%', read: (run) => percent(errorShare(run)) },
  { id: 'memory', label: 'Memory grows by', unit: 'MB/s', read: (run) => megabytes(memorySlope(run)) },
  {
    id: 'cpu',
    label: 'CPU time each second after the load',
    unit: 'ms',
    read: (run) => whole(cpuAfter(run)),
  },
];
/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  { id: 'shops', label: 'Shops there are', unit: '', read: () => String(SHOPS) },
];

export const ROUTE_COLUMNS = ['Route', 'answered', 'median', 'longest', 'not 200'];
const withUnit = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : `${ms.toFixed(0)}\u00a0ms`;
/** Time from the request to the answer, as the shop itself sees it under load. */
export function routeRows(run: RunView): TableRow[] {
  const load = run.part('load');
  return ['page', 'search', 'listing', 'receipt'].map((route) => {
    const served = load
      ? run.events('shop', 'served', load.from).filter(({ detail }) => detail?.['route'] === route)
      : [];
    const ms = served.map(({ detail }) => Number(detail?.['ms'])).toSorted((a, b) => a - b);
    const bad = served.filter(({ detail }) => detail?.['status'] !== 200).length;
    return {
      head: `/${route}`,
      cells: load ? [String(ms.length), withUnit(percentile(ms, 0.5)), withUnit(ms.at(-1)), String(bad)] : [],
    };
  });
}

export const ALIVE_COLUMNS = ['Alive after a collection', 'before the load', 'in its midst', 'after it'];
export function aliveRows(run: RunView): TableRow[] {
  const events = run.events('shop', 'alive').map(({ detail }) => detail ?? {});
  const row = (head: string, read: (detail: Record<string, unknown>) => string): TableRow => ({
    head,
    cells: [0, 1, 2].map((at) => events[at] && read(events[at])),
  });
  const size = (name: string) => (detail: Record<string, unknown>) =>
    `${megabytes(Number(detail[name])) ?? ''}\u00a0MB`;
  return [
    row('heap', size('heap')),
    row('external memory', size('external')),
    row('timers', (detail) => String(detail['timers'])),
  ];
}
