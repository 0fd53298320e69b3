/** Looks at the collector, and at the requests that it holds up. */
import { subscribe } from 'node:diagnostics_channel';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import { happened, measured } from '../kit/program.ts';
import { KINDS, lengthOf, pausesIn, type Kind, type Pause, type Time } from './pauses.ts';

const REPORT_MS = 250;
const MEGABYTE = 1e6;

// #region kinds
/** Node tells each pause of the collector by a number. */
const kinds: Record<number, Kind> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor', // the young generation
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major', // both generations
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental', // a step on the way to a major one
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb', // callbacks of what was held weakly
};

/** Calls back with each pause. It comes a little later, for the collector runs no JavaScript. */
function onPause(seen: (pause: Pause) => void): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { startTime, duration, detail } = entry as PerformanceEntry & { detail: { kind: number } };
      const kind = kinds[detail.kind];
      if (kind) seen({ kind, from: startTime, to: startTime + duration });
    }
  }).observe({ entryTypes: ['gc'] });
}
// #endregion

/** Calls back with each request when it is answered. */
function onRequest(answered: (request: Time) => void): void {
  const began = new WeakMap<object, number>();
  subscribe('http.server.request.start', (message) => {
    began.set((message as { request: object }).request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const from = began.get((message as { request: object }).request);
    if (from !== undefined) answered({ from, to: performance.now() });
  });
}

/** Reports, four times a second, which pauses there were and which requests they held up. */
export function watchCollector(): void {
  let pauses: Pause[] = [];
  let requests: Time[] = [];
  onPause((pause) => pauses.push(pause));
  onRequest((request) => requests.push(request));

  // Each report is about the time before the last one: by now all of its pauses are known.
  let [since, until] = [0, performance.now()];
  setInterval(() => {
    const inTime = ({ to }: Time): boolean => to > since && to <= until;
    const held = requests.filter(inTime).map((request) => ({ request, pauses: pausesIn(pauses, request) }));
    reportTime(pauses.filter(inTime), held, until - since);

    pauses = pauses.filter(({ to }) => to > since); // a request may have begun before it was read
    requests = requests.filter(({ to }) => to > until);
    [since, until] = [until, performance.now()];
  }, REPORT_MS).unref();
}

interface Held {
  request: Time;
  pauses: Pause[];
}

function reportTime(pauses: readonly Pause[], held: readonly Held[], ms: number): void {
  const slowest = held.toSorted((a, b) => lasted(b.request) - lasted(a.request))[0];
  const of = (kind: Kind): number[] => pauses.filter((pause) => pause.kind === kind).map(lasted);
  happened('collected', {
    ...Object.fromEntries(KINDS.map((kind) => [kind, of(kind).map(round)])),
    requests: held.map(({ request, pauses }) => [round(lasted(request)), round(lengthOf(pauses))]),
    slowest: slowest && {
      ms: round(lasted(slowest.request)),
      pauses: slowest.pauses.map(({ kind, from, to }) => {
        const [begin, end] = [from - slowest.request.from, to - slowest.request.from];
        return { kind, from: round(begin), to: round(end) };
      }),
    },
  });
  const spaces = Object.fromEntries(getHeapSpaceStatistics().map((space) => [space.space_name, space]));
  measured({
    ...Object.fromEntries(KINDS.map((kind) => [`gc.${kind}.longest`, Math.max(0, ...of(kind))])),
    'gc.minor.rate': (of('minor').length / ms) * 1000,
    'request.longest': slowest ? lasted(slowest.request) : 0,
    'request.longest.paused': slowest ? lengthOf(slowest.pauses) : 0,
    'heap.young': (spaces['new_space']?.space_size ?? 0) / MEGABYTE,
    'heap.old': (spaces['old_space']?.space_used_size ?? 0) / MEGABYTE,
  });
}

const lasted = ({ from, to }: Time): number => to - from;
const round = (ms: number): number => Math.round(ms * 100) / 100;
