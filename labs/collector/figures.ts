/** What a run of this lab shows, in figures. Times are in ms. */
import * as v from 'valibot';
import type { Figure } from '../kit/manifest.ts';
import type { TableRow, WaterfallGroup } from '../kit/panels.ts';
import { percentile } from '../kit/percentiles.ts';
import type { RunView } from '../kit/run-view.ts';
import { KINDS, type Kind } from './pauses.ts';

export const SERVICES = ['default', 'small', 'max', 'large', 'yours'] as const;
export type Service = (typeof SERVICES)[number];
export const LABELS: Record<Service, string> = {
  default: 'as Node starts it',
  small: '--max-semi-space-size=1',
  max: '--max-semi-space-size=256',
  large: '--min-semi-space-size=64',
  yours: 'your code',
};

const list = v.array(v.number());
const collectedSchema = v.object({
  minor: list,
  major: list,
  incremental: list,
  weakcb: list,
  requests: v.array(v.tuple([v.number(), v.number()])),
  slowest: v.optional(
    v.object({
      ms: v.number(),
      pauses: v.array(v.object({ kind: v.picklist(KINDS), from: v.number(), to: v.number() })),
    }),
  ),
});
type Collected = v.InferOutput<typeof collectedSchema>;

/** Tables, figures and checks ask for the same reports again and again while the run goes on: each is read once. */
const read = new WeakMap<object, Collected[]>();
function readReport(detail: object | undefined): Collected[] {
  if (!detail) return [];
  const known = read.get(detail);
  if (known) return known;
  const parsed = v.safeParse(collectedSchema, detail);
  const found = parsed.success ? [parsed.output] : [];
  read.set(detail, found);
  return found;
}

/** What a service reported in a part, or in the whole run after its beginning. */
function reports(run: RunView, service: Service, partId?: string): Collected[] {
  const from = run.part('young')?.from;
  const part = partId === undefined ? undefined : run.part(partId);
  if (from === undefined || (partId !== undefined && !part)) return [];
  const events = run.events(service, 'collected', part?.from ?? from, part?.to);
  return events.flatMap(({ detail }) => readReport(detail));
}

const ascending = (values: number[]): number[] => values.sort((a, b) => a - b);

/** Pauses of a kind in ms, shortest first. */
export const pausesOf = (run: RunView, service: Service, kind: Kind, partId?: string): number[] =>
  ascending(reports(run, service, partId).flatMap((report) => report[kind]));

/** Requests: how long each took, and how much of that the collector did. */
export const requestsOf = (run: RunView, service: Service, partId?: string): [number, number][] =>
  reports(run, service, partId).flatMap(({ requests }) => requests);

/** Minor collections for each 1,000 requests of the part with the hot path alone. */
export function minorsPerThousand(run: RunView, service: Service): number | undefined {
  const requests = requestsOf(run, service, 'young').length;
  return requests === 0 ? undefined : (pausesOf(run, service, 'minor', 'young').length / requests) * 1000;
}

/** What the visitors compared: answers of your code with those of the code as it was. */
export function compared(run: RunView): { compared: number; different: number } | undefined {
  const detail = run.events('visitors', 'compared').at(-1)?.detail;
  return detail && { compared: Number(detail['compared']), different: Number(detail['different']) };
}

const whole = (value: number | undefined): string | undefined =>
  value?.toLocaleString('en-GB', { maximumFractionDigits: 0 });
const ms = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : `${value.toFixed(value < 9.95 ? 1 : 0)}\u00a0ms`;

export const COLLECTOR_COLUMNS = [
  'Service',
  'requests',
  'minor per 1,000',
  ...KINDS,
  'median minor',
  'longest pause',
];
export function collectorRows(run: RunView): TableRow[] {
  return SERVICES.map((service) => {
    const requests = requestsOf(run, service).length;
    const pauses = KINDS.map((kind) => pausesOf(run, service, kind));
    const longest = Math.max(...pauses.map((one) => one.at(-1) ?? 0));
    const cells = [
      whole(requests),
      whole(minorsPerThousand(run, service)),
      ...pauses.map(({ length }) => whole(length)),
      ms(percentile(pauses[0] ?? [], 0.5)),
      ms(longest),
    ];
    return { head: LABELS[service], cells: requests === 0 ? cells.map(() => undefined) : cells };
  });
}

export const REQUEST_COLUMNS = ['Requests', 'p50', 'p99', 'p99 less pauses', 'time in pauses'];
export function requestRows(run: RunView): TableRow[] {
  return SERVICES.map((service) => {
    const requests = requestsOf(run, service);
    const took = ascending(requests.map(([all]) => all));
    const without = ascending(requests.map(([all, paused]) => all - paused));
    const cells = [
      ms(percentile(took, 0.5)),
      ms(percentile(took, 0.99)),
      ms(percentile(without, 0.99)),
      pausedShare(run, service),
    ];
    return { head: LABELS[service], cells: requests.length === 0 ? cells.map(() => undefined) : cells };
  });
}

/** Of the time that all requests took together, how much was the collector's. */
export function pausedShare(run: RunView, service: Service): string | undefined {
  const requests = requestsOf(run, service);
  const took = requests.reduce((sum, [all]) => sum + all, 0);
  const paused = requests.reduce((sum, [, one]) => sum + one, 0);
  return took === 0 ? undefined : `${((paused / took) * 100).toFixed(0)}%`;
}

/** The slowest requests of a service, with the pauses in them. */
const MOST_SLOW = 3;
export function slowest(run: RunView): WaterfallGroup[] {
  return (['default', 'yours'] as const).flatMap((service) =>
    reports(run, service)
      .flatMap((report) => report.slowest ?? [])
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, MOST_SLOW)
      .map(({ ms: took, pauses }, i) => ({
        name: `${LABELS[service]}, ${String(i + 1)}`,
        bars: [
          { label: LABELS[service], depth: 0, from: 0, to: took, busy: 0 },
          ...pauses.map(({ kind, from, to }, at) => ({
            label: `${String(at + 1)}. ${kind}`,
            depth: 1,
            from,
            to,
            busy: to - from,
          })),
        ],
      })),
  );
}

/** How the program with the limited heap fared; undefined until it has ended. */
export function died(
  run: RunView,
): { signal: string; line: string; used: number; paused: number } | undefined {
  const ended = v.safeParse(diedSchema, run.events('limit', 'died')[0]?.detail);
  if (!ended.success) return undefined;
  const fatal = v.safeParse(fatalSchema, run.events('limit', 'fatal')[0]?.detail);
  const largest = (metric: string): number =>
    Math.max(0, ...run.samples('limit', metric).map(({ value }) => value));
  return {
    signal: ended.output.signal ?? '',
    line: fatal.success ? fatal.output.line : '',
    used: largest('limit.used'),
    paused: largest('limit.paused'),
  };
}
const diedSchema = v.object({ signal: v.nullable(v.string()) });
const fatalSchema = v.object({ line: v.string() });

const minors = (service: Service) => (run: RunView) => whole(minorsPerThousand(run, service));
const median = (service: Service, kind: Kind) => (run: RunView) =>
  percentile(pausesOf(run, service, kind), 0.5)?.toFixed(1);
const longest = (service: Service, kind: Kind) => (run: RunView) =>
  pausesOf(run, service, kind).at(-1)?.toFixed(1);
/** Pauses of a kind in all five services, shortest first. */
const ofAll = (run: RunView, kind: Kind): number[] =>
  ascending(SERVICES.flatMap((service) => pausesOf(run, service, kind)));
const quantile =
  (service: Service, share: number, isLess = false) =>
  (run: RunView) => {
    const took = requestsOf(run, service).map(([all, paused]) => (isLess ? all - paused : all));
    return percentile(ascending(took), share)?.toFixed(1);
  };
/** The most that a service took for its young generation, in MB. */
const young = (service: Service) => (run: RunView) => {
  const sizes = run.samples(service, 'heap.young', run.part('young')?.from);
  return sizes.length === 0 ? undefined : Math.max(...sizes.map(({ value }) => value)).toFixed(0);
};

export const figures: Figure[] = [
  {
    id: 'max-minors',
    label: 'Minor collections with --max-semi-space-size=256, of those without',
    unit: '%',
    predicted: true,
    read: (run) => {
      const [max, before] = [minorsPerThousand(run, 'max'), minorsPerThousand(run, 'default')];
      return max === undefined || !before ? undefined : ((max / before) * 100).toFixed(0);
    },
  },
  {
    id: 'default-minors',
    label: 'As Node starts it',
    unit: 'per 1,000 requests',
    read: minors('default'),
  },
  { id: 'your-minors', label: 'Your code', unit: 'per 1,000 requests', read: minors('yours') },
  {
    id: 'paused',
    label: 'Of a request’s time, pauses',
    unit: '',
    read: (run) => pausedShare(run, 'default'),
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...SERVICES.flatMap((service): Figure[] => [
    { id: `${service}-minors`, unit: '', label: `Minor, ${LABELS[service]}`, read: minors(service) },
    {
      id: `${service}-minor-median`,
      unit: 'ms',
      label: `Median minor pause, ${LABELS[service]}`,
      read: median(service, 'minor'),
    },
    {
      id: `${service}-minor-longest`,
      unit: 'ms',
      label: `Longest minor pause, ${LABELS[service]}`,
      read: longest(service, 'minor'),
    },
    { id: `${service}-p50`, unit: 'ms', label: `p50, ${LABELS[service]}`, read: quantile(service, 0.5) },
    { id: `${service}-p99`, unit: 'ms', label: `p99, ${LABELS[service]}`, read: quantile(service, 0.99) },
    {
      id: `${service}-p99-less`,
      unit: 'ms',
      label: `p99 less pauses, ${LABELS[service]}`,
      read: quantile(service, 0.99, true),
    },
    {
      id: `${service}-paused`,
      unit: '',
      label: `Time in pauses, ${LABELS[service]}`,
      read: (run) => pausedShare(run, service),
    },
    {
      id: `${service}-young`,
      unit: 'MB',
      label: `Young generation, ${LABELS[service]}`,
      read: young(service),
    },
  ]),
  ...KINDS.slice(1).map((kind) => ({
    id: kind,
    unit: '',
    label: `${kind}, all five`,
    read: (run: RunView) => (run.part('young') ? whole(ofAll(run, kind).length) : undefined),
  })),
  {
    id: 'major-longest',
    unit: 'ms',
    label: 'Longest major pause of all five',
    read: (run) => ofAll(run, 'major').at(-1)?.toFixed(1),
  },
  {
    id: 'limit-used',
    unit: 'MB',
    label: 'The most that the limited heap held',
    read: (run) => died(run)?.used.toFixed(0),
  },
  {
    id: 'limit-paused',
    unit: '%',
    label: 'Its time in the collector, at worst',
    read: (run) => died(run)?.paused.toFixed(0),
  },
  { id: 'limit-signal', unit: '', label: 'How it ended', read: (run) => died(run)?.signal },
  {
    id: 'limit-line',
    unit: '',
    label: 'What it said',
    read: (run) => died(run)?.line.replace(/^FATAL ERROR: /, ''),
  },
];
