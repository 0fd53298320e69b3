/** What a run of this lab shows, in figures. Times are in ms. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** Where the breaker is, and in which program. */
export const PLACES = [
  { id: 'inside', head: 'opossum, in the service', program: 'service' },
  { id: 'sidecar', head: 'opossum, in a sidecar', program: 'sidecar' },
  { id: 'haproxy', head: 'HAProxy', program: 'haproxy' },
] as const;
export type Place = (typeof PLACES)[number]['id'];

const programOf = (place: Place): string => PLACES.find(({ id }) => id === place)?.program ?? place;

/** When the breaker opened before the backend became slow, since the scenario began. */
export function falseOpenTimes(run: RunView, place: Place): number[] {
  const began = run.part('idle')?.from ?? 0;
  const until = run.part('slow')?.from ?? Infinity;
  return run.events(programOf(place), 'breaker.open', 0, until).map(({ t }) => t - began);
}

/** How long after the backend became slow the breaker opened. */
export function opensAfter(run: RunView, place: Place): number | undefined {
  const slow = run.part('slow');
  const open = slow && run.events(programOf(place), 'breaker.open', slow.from)[0];
  return open && open.t - slow.from;
}

/** How often it closed while the backend was still slow. */
export function closesTooSoon(run: RunView, place: Place): number {
  const slow = run.part('slow');
  return slow ? run.events(programOf(place), 'breaker.close', slow.from, slow.to).length : 0;
}

/** How long after the backend was well again the breaker closed. Undefined where it had not opened. */
export function closesAfter(run: RunView, place: Place): number | undefined {
  const [slow, healed] = [run.part('slow'), run.part('healed')];
  if (!slow || !healed) return undefined;
  const moves = ['breaker.open', 'breaker.halfOpen', 'breaker.close'].flatMap((name) =>
    run.events(programOf(place), name, slow.from, healed.from).map(({ t }) => ({ name, t })),
  );
  const last = moves.toSorted((a, b) => a.t - b.t).at(-1);
  if (!last || last.name === 'breaker.close') return undefined;
  const closed = run.events(programOf(place), 'breaker.close', healed.from)[0];
  return closed && closed.t - healed.from;
}

/** Good answers that the clients of a way got in a part, or from one part to the end of another. */
export function goodAnswers(run: RunView, place: Place, partId: string, lastId = partId): number | undefined {
  const [part, last] = [run.part(partId), run.part(lastId)];
  if (!part) return undefined;
  const counts = run.samples(`load-${place}`, 'http.client.requests.ok', part.from, last?.to);
  return (counts.at(-1)?.value ?? 0) - (counts[0]?.value ?? 0);
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A part's first second is left out, and who came while the service was busy is waited for. */
const UNTIL_FULL_MS = 1000;
const UNTIL_ANSWERED_MS = 2000;
/** How long half of a way's clients waited, as a rule, in a part. */
export function callersWait(run: RunView, place: Place, partId: string): number | undefined {
  const part = run.part(partId);
  if (!part) return undefined;
  const metric = 'http.client.request.duration.p50';
  const to = part.to + (partId === 'busy' ? UNTIL_ANSWERED_MS : 0);
  const seen = run.samples(`load-${place}`, metric, part.from + UNTIL_FULL_MS, to);
  return median(seen.map(({ value }) => value));
}

/** What way and hop cost a small request: all in ms, a median of so many rounds. */
export interface Hops {
  direct: number;
  sidecar: number;
  haproxy: number;
  rounds: number;
}
export function hops(run: RunView): Hops | undefined {
  const detail = run.events('hops', 'hops')[0]?.detail;
  if (!detail) return undefined;
  const { direct, sidecar, haproxy, rounds } = detail;
  return {
    direct: Number(direct),
    sidecar: Number(sidecar),
    haproxy: Number(haproxy),
    rounds: Number(rounds),
  };
}

/** Processor time of a hop for each of those requests, in ms. */
export function cpuPerRequest(run: RunView, place: 'sidecar' | 'haproxy'): number | undefined {
  const part = run.part('hops');
  if (!part?.over) return undefined;
  const warm = part.from + (part.to - part.from) / 3;
  const rounds = run.samples('hops', 'hop.rounds', warm, part.to);
  const [first, last] = [rounds[0], rounds.at(-1)];
  if (!first || !last) return undefined;
  const cpu = run.samples(place, 'hop.cpu', first.t, last.t);
  const requests = perMs(rounds);
  const used = perMs(cpu);
  return requests && used ? used / requests : undefined;
}

/** How fast a counter grew. */
function perMs(samples: readonly { t: number; value: number }[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  return first && last && last.t > first.t ? (last.value - first.value) / (last.t - first.t) : undefined;
}

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const inMs = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
const said = (value: number | undefined, as: (value: number) => string): string | undefined =>
  value === undefined ? undefined : as(value);

export const WAY_COLUMNS = [
  'The breaker is',
  'false opens',
  'opens when slow',
  'closes again',
  'callers wait, busy',
];
export function wayRows(run: RunView): TableRow[] {
  return PLACES.map(({ id, head }) => {
    const busy = run.part('busy');
    const slow = run.part('slow');
    const healed = run.part('healed');
    const open = opensAfter(run, id);
    const close = closesAfter(run, id);
    return {
      head,
      cells: [
        busy && String(falseOpenTimes(run, id).length),
        said(open, (ms) => `after ${inSeconds(ms)}`) ?? (slow?.over ? 'never' : undefined),
        said(close, (ms) => `after ${inSeconds(ms)}`) ?? (healed?.over ? '–' : undefined),
        busy?.over ? said(callersWait(run, id, 'busy'), inMs) : undefined,
      ],
    };
  });
}

export const HOP_COLUMNS = ['A small request', 'takes', 'the hop adds', 'CPU of the hop'];
export function hopRows(run: RunView): TableRow[] {
  const found = hops(run);
  const row = (head: string, place: 'sidecar' | 'haproxy'): TableRow => ({
    head,
    cells: [
      said(found?.[place], inMs),
      said(found && found[place] - found.direct, inMs),
      said(cpuPerRequest(run, place), (ms) => `${(1000 * ms).toFixed(0)} µs`),
    ],
  });
  return [
    { head: 'straight to the backend', cells: [said(found?.direct, inMs), '', ''] },
    row('through the sidecar', 'sidecar'),
    row('through HAProxy', 'haproxy'),
  ];
}

/** Who opened although the backend was healthy. */
function whoOpened(run: RunView): string | undefined {
  if (!run.part('busy')?.over) return undefined;
  const names = { inside: 'the service’s own', sidecar: 'the sidecar', haproxy: 'HAProxy' } as const;
  const opened = PLACES.filter(({ id }) => falseOpenTimes(run, id).length > 0).map(({ id }) => names[id]);
  return opened.length === 0 ? 'none' : opened.join(', ');
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({ id, label, unit, read: (run) => read(run)?.toFixed(digits) });
const seconds =
  (read: (run: RunView) => number | undefined) =>
  (run: RunView): number | undefined => {
    const ms = read(run);
    return ms === undefined ? undefined : ms / 1000;
  };

export const figures: Figure[] = [
  { id: 'who', label: 'Opened falsely', unit: '', predicted: true, read: whoOpened },
  {
    id: 'wait',
    label: 'Wait by HAProxy, service busy',
    unit: '',
    predicted: true,
    read: (run) => {
      const ms = run.part('busy')?.over ? callersWait(run, 'haproxy', 'busy') : undefined;
      if (ms === undefined) return undefined;
      return ms < 200 ? 'about 50 ms' : ms < 1000 ? 'about 300 ms' : 'more than 1 s';
    },
  },
  fact(
    'haproxy-opens',
    'HAProxy opens when slow, after',
    's',
    seconds((run) => opensAfter(run, 'haproxy')),
    1,
  ),
  fact(
    'haproxy-closes',
    'and closes again after',
    's',
    seconds((run) => closesAfter(run, 'haproxy')),
    1,
  ),
];

const largest = (run: RunView, partId: string, process: string, metric: string): number | undefined => {
  const part = run.part(partId);
  const values = part ? run.samples(process, metric, part.from, part.to).map(({ value }) => value) : [];
  return values.length === 0 ? undefined : Math.max(...values);
};
const until = (run: RunView): number => run.part('slow')?.from ?? Infinity;
const WATCHDOG = 'nodejs.eventloop.delay.watchdog';

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  ...PLACES.flatMap(({ id, head }) => [
    fact(`${id}-false`, `False opens: ${head}`, '', (run) => falseOpenTimes(run, id).length),
    fact(
      `${id}-opens-after`,
      `Opens: ${head}`,
      's',
      seconds((run) => opensAfter(run, id)),
      1,
    ),
    fact(
      `${id}-closes-after`,
      `Closes: ${head}`,
      's',
      seconds((run) => closesAfter(run, id)),
      1,
    ),
    fact(
      `${id}-wait`,
      `Callers wait while busy: ${head}`,
      's',
      seconds((run) => callersWait(run, id, 'busy')),
      1,
    ),
    fact(`${id}-wait-slow`, `Callers wait while slow: ${head}`, 'ms', (run) => callersWait(run, id, 'slow')),
    fact(`${id}-answers`, `Good answers while busy: ${head}`, '', (run) => goodAnswers(run, id, 'busy')),
  ]),
  fact('service-delay', 'Longest turn of the service', 'ms', (run) =>
    largest(run, 'busy', 'service', WATCHDOG),
  ),
  fact('sidecar-delay', 'Longest turn of the sidecar', 'ms', (run) =>
    largest(run, 'busy', 'sidecar', WATCHDOG),
  ),
  fact('served', 'Longest answer of the healthy backend', 'ms', (run) => {
    const seen = run.samples('backend', 'http.server.request.duration.max', 0, until(run));
    return seen.length === 0 ? undefined : Math.max(...seen.map(({ value }) => value));
  }),
  fact('rounds', 'Rounds of the hops', '', (run) => hops(run)?.rounds),
  fact('direct', 'Straight', 'ms', (run) => hops(run)?.direct, 2),
  fact('sidecar-adds', 'The sidecar adds', 'ms', (run) => added(run, 'sidecar'), 2),
  fact('haproxy-adds', 'HAProxy adds', 'ms', (run) => added(run, 'haproxy'), 2),
  fact('sidecar-cpu', 'CPU of the sidecar', 'µs', (run) => microseconds(cpuPerRequest(run, 'sidecar'))),
  fact('haproxy-cpu', 'CPU of HAProxy', 'µs', (run) => microseconds(cpuPerRequest(run, 'haproxy'))),
];

function added(run: RunView, place: 'sidecar' | 'haproxy'): number | undefined {
  const found = hops(run);
  return found && found[place] - found.direct;
}

function microseconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : 1000 * ms;
}
