/** What a run of this lab shows, in figures. Times are in ms, sizes in bytes. */
import { parseProfile, summarize, type ProfileSummary } from '../kit/cpu-profile.ts';
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

const SERVERS = ['uncivilized', 'civilized'] as const;
type Server = (typeof SERVERS)[number];

/** What was alive in a server when it was counted. */
interface Counted {
  timers: number;
  /** Timers that `process.getActiveResourcesInfo()` names. */
  named: number;
  /** What `/heap` answers. */
  heap: Record<string, number>;
}

/** The parts that ask for a count: before the load, and when it is over. */
type CountId = 'before' | 'counted';

export function counted(run: RunView, server: Server, id: CountId): Counted | undefined {
  const part = run.part(id);
  const event = part && run.events(server, 'counted', part.from)[0];
  if (!event?.detail) return undefined;
  const { timers, named, heap } = event.detail;
  const numbers = Object.entries((heap ?? {}) as Record<string, unknown>);
  return {
    timers: Number(timers),
    named: Number(named),
    heap: Object.fromEntries(numbers.map(([name, value]) => [name, Number(value)])),
  };
}

/** By how much the heap has grown since before the load; garbage was collected before each reading. */
export function heapGrown(run: RunView, server: Server): number | undefined {
  const [before, after] = [counted(run, server, 'before'), counted(run, server, 'counted')];
  return before && after && (after.heap['used_heap_size'] ?? 0) - (before.heap['used_heap_size'] ?? 0);
}

/** Good answers to the twelve rounds of a server. */
export function answers(run: RunView, server: Server): number {
  return rounds(run, server).reduce((sum, { detail }) => sum + Number(detail?.['ok']), 0);
}

const rounds = (run: RunView, server: Server) =>
  run.events('stress', 'round').filter(({ detail }) => detail?.['server'] === server);

/** From the first sample in a time to the last. */
function grown(run: RunView, server: Server, metric: string, from: number, to: number) {
  const samples = run.samples(server, metric, from, to);
  const [first, last] = [samples[0], samples.at(-1)];
  return first && last && last.t > first.t
    ? { by: last.value - first.value, ms: last.t - first.t }
    : undefined;
}

const countTime = (run: RunView, server: Server, id: CountId): number | undefined => {
  const part = run.part(id);
  return part && run.events(server, 'counted', part.from)[0]?.t;
};

/** CPU time of the thread of a server while it had its 12,000 requests. */
export function cpuDuring(run: RunView, server: Server): number | undefined {
  const [from, last] = [countTime(run, server, 'before'), rounds(run, server).at(-1)];
  if (from === undefined || !last) return undefined;
  return grown(run, server, 'loop.cpu.time', from, last.t + 250)?.by;
}

/** CPU time of it for each second without a request. Undefined until there was one such second. */
export function cpuAfter(run: RunView, server: Server): number | undefined {
  const [part, count, last] = [
    run.part('after'),
    countTime(run, server, 'counted'),
    rounds(run, server).at(-1),
  ];
  if (!part || count === undefined || !last) return undefined;
  // On a busy machine the load or the count may take until then, and they take time of the same thread.
  const from = Math.max(part.from, count, last.t + 250);
  const used = part.to - from < 1500 ? undefined : grown(run, server, 'loop.cpu.time', from, part.to);
  return used && (used.by / used.ms) * 1000;
}

/** Calls that went through a breaker before the outage. */
export function fires(run: RunView, server: Server): number {
  const outage = run.part('outage')?.from;
  return run.part('load') ? (grown(run, server, 'breaker.fires', 0, outage ?? run.now)?.by ?? 0) : 0;
}

/** How many of the requests during the outage reached the backend. */
export function reached(run: RunView, server: Server): { calls: number; of: number } | undefined {
  const part = run.part('outage');
  const event = run.events('stress', 'outage').find(({ detail }) => detail?.['server'] === server);
  if (!part || !event) return undefined;
  const calls = grown(run, server, 'backend.calls', part.from - 500, event.t + 600);
  return calls && { calls: calls.by, of: Number(event.detail?.['asked']) };
}

/** The newest profile of a server. */
export function profileOf(run: RunView, server: Server): ProfileSummary | undefined {
  const data = run.artifacts(server).at(-1)?.data;
  const profile = data === undefined ? undefined : parseProfile(data);
  return profile && summarize(profile, Infinity);
}

/** Ms in which a file's functions were on top of the stack, added up by file. */
export function ticksByFile(profile: ProfileSummary): Map<string, number> {
  const files = new Map<string, number>();
  for (const { place, selfMs } of profile.top) {
    const file = place.replace(/:\d+$/, '').replace(/^node_modules\//, '');
    files.set(file, (files.get(file) ?? 0) + selfMs);
  }
  return files;
}

export const STATUS_FILE = 'opossum/lib/status.js';

const whole = (value: number | undefined): string | undefined =>
  value?.toLocaleString('en-GB', { maximumFractionDigits: 0 });
const MEGABYTE = 1e6;
const megabytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : `${(bytes / MEGABYTE).toFixed(1)}\u00a0MB`;

const both = (head: string, read: (server: Server) => string | undefined): TableRow => ({
  head,
  cells: SERVERS.map(read),
});

export const SIDE_COLUMNS = ['Measured', '/', '/civilized'];
export function sideRows(run: RunView): TableRow[] {
  const of = (server: Server, id: CountId, name: keyof Omit<Counted, 'heap'>) =>
    whole(counted(run, server, id)?.[name]);
  return [
    both('requests answered', (server) => (run.part('load') ? whole(answers(run, server)) : undefined)),
    both('timers alive before', (server) => of(server, 'before', 'timers')),
    both('timers alive after the load', (server) => of(server, 'counted', 'timers')),
    both('of which getActiveResourcesInfo names', (server) => of(server, 'counted', 'named')),
    both('heap grown by', (server) => megabytes(heapGrown(run, server))),
    both('CPU time during the load', (server) => withUnit(cpuDuring(run, server), 'ms')),
    both('CPU time each second after it', (server) => withUnit(cpuAfter(run, server), 'ms', 1)),
    both('backend down: calls that reached it', (server) => {
      const { calls, of: asked } = reached(run, server) ?? {};
      return calls === undefined ? undefined : `${String(calls)} of ${String(asked)}`;
    }),
  ];
}

const withUnit = (value: number | undefined, unit: string, digits = 0): string | undefined =>
  value === undefined ? undefined : `${value.toFixed(digits)}\u00a0${unit}`;

/** Rows of the table of files: the longest of `/`. */
const MOST_FILES = 6;
export const FILE_COLUMNS = ['File', '/', '/civilized'];
export function fileRows(run: RunView): TableRow[] {
  const profiles = SERVERS.map((server) => profileOf(run, server));
  const ticks = profiles.map((profile) => profile && ticksByFile(profile));
  const files = [...(ticks[0] ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, MOST_FILES);
  return [
    ...files.map(([file]) => ({
      head: file,
      cells: ticks.map((of) => of && (of.get(file) ?? 0).toFixed(0)),
    })),
    { head: 'nothing ran', cells: profiles.map((profile) => profile?.idleMs.toFixed(0)) },
  ];
}

/** Of the opossum-debug document, at a moment that it does not say. */
const SOURCE_HEAP: Record<string, number> = {
  total_heap_size: 13_660_160,
  total_physical_size: 14_057_472,
  used_heap_size: 10_870_080,
  heap_size_limit: 4_345_298_944,
  malloced_memory: 516_272,
  external_memory: 829_215,
};
export const HEAP_COLUMNS = ['GET /heap', '/ before', '/ after', '/civilized after', 'the source'];
export function heapRows(run: RunView): TableRow[] {
  const counts = [
    counted(run, 'uncivilized', 'before'),
    ...SERVERS.map((server) => counted(run, server, 'counted')),
  ];
  return Object.entries(SOURCE_HEAP).map(([name, there]) => ({
    head: name,
    cells: [...counts.map((one) => one?.heap[name]), there].map((bytes) => megabytes(bytes)),
  }));
}

/** What is left of a breaker with one of the options, and what a thousand of them cost. */
interface Knob {
  cpu: number;
  timers: number;
  listeners: number;
  bytes: number;
}
export const KNOBS = {
  defaults: 'as they are',
  percentiles: 'rollingPercentilesEnabled: false',
  snapshots: 'enableSnapshots: false',
  rotator: 'and one rotateBucketController',
  window: 'rollingCountTimeout: 1000',
  buckets: 'rollingCountBuckets: 1',
  status: 'one status for all',
} as const;
export function knob(run: RunView, name: string): Knob | undefined {
  const detail = run.events('knobs', 'knob').find((event) => event.detail?.['name'] === name)?.detail;
  if (!detail) return undefined;
  const of = (key: keyof Knob): number => Number(detail[key]);
  return {
    cpu: of('cpu'),
    timers: of('timers'),
    listeners: of('listeners'),
    bytes: of('bytes'),
  };
}

/** Of a thousand breakers that were called once and forgotten: which are alive, and which of their statuses. */
export function kept(run: RunView): { breakers: number; statuses: number } | undefined {
  const detail = run.events('knobs', 'kept')[0]?.detail;
  return detail && { breakers: Number(detail['breakers']), statuses: Number(detail['statuses']) };
}

export const KNOB_COLUMNS = ['Option', 'timers', 'listeners', 'heap', 'CPU each second, of 1,000'];
export function knobRows(run: RunView): TableRow[] {
  return Object.values(KNOBS).map((name) => {
    const left = knob(run, name);
    return {
      head: name,
      cells: [
        left?.timers.toFixed(0),
        left?.listeners.toFixed(0),
        left && `${kilobytes(left).toFixed(1)}\u00a0kB`,
        withUnit(left?.cpu, 'ms', 1),
      ],
    };
  });
}
const kilobytes = ({ bytes }: Knob): number => Math.max(0, bytes / 1000);

const ratio =
  (read: (run: RunView, server: Server) => number | undefined) =>
  (run: RunView): number | undefined => {
    const [a, b] = [read(run, 'uncivilized'), read(run, 'civilized')];
    return a === undefined || b === undefined ? undefined : a / b;
  };
/** How many times as much the uncivilized server uses, or keeps. */
export const cpuRatio = ratio(cpuAfter);
export const heapRatio = ratio(heapGrown);

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({
  id,
  label,
  unit,
  read: (run) =>
    read(run)?.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
});
const ofBoth = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView, server: Server) => number | undefined,
  digits = 0,
) =>
  SERVERS.map((server) =>
    fact(`${server}-${id}`, `${label}, ${server}`, unit, (run) => read(run, server), digits),
  );

export const figures: Figure[] = [
  {
    ...fact('after', 'CPU time each second after the load', 'ms', (run) => cpuAfter(run, 'uncivilized')),
    predicted: true,
  },
  fact(
    'timers',
    'Timers alive after 12,000 requests',
    '',
    (run) => counted(run, 'uncivilized', 'counted')?.timers,
  ),
  fact('heap', 'Heap grown by', 'MB', (run) => toMegabytes(heapGrown(run, 'uncivilized')), 1),
  fact(
    'reached',
    'Calls of 200 that reached a backend that is down',
    '',
    (run) => reached(run, 'uncivilized')?.calls,
  ),
];

function toMegabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / MEGABYTE;
}
const statusTicks = (run: RunView, server: Server): number | undefined => {
  const profile = profileOf(run, server);
  return profile && (ticksByFile(profile).get(STATUS_FILE) ?? 0);
};
const knobFacts = Object.entries(KNOBS).flatMap(([id, name]) => [
  fact(`knob-${id}-cpu`, `CPU each second, ${name}`, 'ms', (run) => knob(run, name)?.cpu),
  fact(
    `knob-${id}-kb`,
    `Heap of each, ${name}`,
    'kB',
    (run) => {
      const left = knob(run, name);
      return left && kilobytes(left);
    },
    1,
  ),
  fact(`knob-${id}-timers`, `Timers of each, ${name}`, '', (run) => knob(run, name)?.timers),
]);

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  fact('kept-breakers', 'Breakers alive, of 1,000', '', (run) => kept(run)?.breakers),
  fact('kept-statuses', 'Status objects alive, of 1,000', '', (run) => kept(run)?.statuses),
  ...ofBoth('answers', 'Requests answered', '', answers),
  ...ofBoth(
    'timers',
    'Timers alive after the load',
    '',
    (run, server) => counted(run, server, 'counted')?.timers,
  ),
  ...ofBoth(
    'named',
    'Timers that getActiveResourcesInfo names',
    '',
    (run, server) => counted(run, server, 'counted')?.named,
  ),
  ...ofBoth('heap', 'Heap grown by', 'MB', (run, server) => toMegabytes(heapGrown(run, server)), 1),
  ...ofBoth('during', 'CPU time during the load', 'ms', cpuDuring),
  ...ofBoth('after', 'CPU time each second after the load', 'ms', cpuAfter, 1),
  ...ofBoth(
    'reached',
    'Calls that reached the backend while it was down',
    '',
    (run, server) => reached(run, server)?.calls,
  ),
  ...ofBoth('ticks', 'Ticks in status.js', '', statusTicks),
  fact(
    'heap-each',
    'Heap for each request',
    'kB',
    (run) => {
      const bytes = heapGrown(run, 'uncivilized');
      return bytes === undefined ? undefined : bytes / Math.max(1, answers(run, 'uncivilized')) / 1000;
    },
    1,
  ),
  fact('knob-window-all', 'CPU each second of 12,000 with a short window', 'ms', (run) => {
    const left = knob(run, KNOBS.window);
    return left && 12 * left.cpu;
  }),
  fact('cpu-ratio', 'CPU after the load, uncivilized to civilized', '', cpuRatio),
  fact('heap-ratio', 'Heap, uncivilized to civilized', '', heapRatio),
  ...knobFacts,
];
