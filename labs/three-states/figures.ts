/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';

export type PartId = 'noise' | 'outage' | 'healed' | 'slow';
export const PARTS: { id: PartId; label: string }[] = [
  { id: 'noise', label: 'ordinary noise' },
  { id: 'slow', label: 'slow, no errors' },
  { id: 'outage', label: 'outage' },
  { id: 'healed', label: 'healed' },
];
export type State = 'closed' | 'open' | 'half-open';
const STATES: Record<string, State> = {
  'breaker.open': 'open',
  'breaker.halfOpen': 'half-open',
  'breaker.close': 'closed',
};

/** By how much a count grew between two times, in ms of the run. */
export function grown(run: RunView, process: string, metric: string, from: number, to: number): number {
  const counts = run.samples(process, metric, 0, to);
  const before = counts.findLast(({ t }) => t <= from)?.value ?? 0;
  return (counts.at(-1)?.value ?? 0) - before;
}
export function inPart(run: RunView, id: PartId, metric: string, process = 'proxy'): number | undefined {
  const part = run.part(id);
  return part && grown(run, process, metric, part.from, part.to);
}

/** The breaker's moves, in order, from the beginning. */
function moves(run: RunView): { t: number; state: State }[] {
  return Object.entries(STATES)
    .flatMap(([name, state]) => run.events('proxy', name).map(({ t }) => ({ t, state })))
    .sort((a, b) => a.t - b.t);
}
export function stateAt(run: RunView, t: number): State {
  return moves(run).findLast((move) => move.t <= t)?.state ?? 'closed';
}
/** Ms from the beginning of a part to the first move to this state in it. */
export function movesAfter(run: RunView, id: PartId, state: State): number | undefined {
  const part = run.part(id);
  const move = part && moves(run).find((one) => one.state === state && one.t > part.from && one.t <= part.to);
  return part && move && move.t - part.from;
}
/** Ms from the beginning to the first open before the outage. */
export function opensForNothing(run: RunView): number | undefined {
  const [noise, outage] = [run.part('noise'), run.part('outage')];
  const first = run.events('proxy', 'breaker.open', noise?.from, outage?.from)[0];
  return noise && first && first.t - noise.from;
}
/** Ms of a part in which the breaker was not closed. */
export function cutOff(run: RunView, id: PartId): number | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const within = moves(run).filter(({ t }) => t > part.from && t < part.to);
  const edges = [{ t: part.from, state: stateAt(run, part.from) }, ...within];
  return edges.reduce((sum, { t, state }, i) => {
    const until = edges[i + 1]?.t ?? part.to;
    return state === 'closed' ? sum : sum + until - t;
  }, 0);
}

type Route = 'data' | 'bare';
const SETTLES_MS = 1000;

export interface Outcomes {
  all: number;
  good: number;
  /** 504 */
  late: number;
  /** 502: the backend answered with an error. */
  failed: number;
}
/** What the proxy answered on a route in a part (without its first second, whose answers are to older calls). */
export function answers(run: RunView, id: PartId, route: Route): Outcomes | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const from = part.from + (id === 'noise' ? 0 : SETTLES_MS);
  const count = (status: number) => grown(run, 'proxy', `answers.${route}.${String(status)}`, from, part.to);
  const [good, failed, late] = [count(200), count(502), count(504)];
  return { good, late, failed, all: good + late + failed + count(503) };
}
/** Calls through the breaker that ended between two times, and the share of them that the backend answered well. */
export function fromBackend(run: RunView, from: number, to: number): { calls: number; share: number } {
  const count = (event: string) => grown(run, 'proxy', `breaker.count.${event}`, from, to);
  const good = count('success');
  const calls = good + count('failure') + count('reject');
  return { calls, share: calls === 0 ? 0 : good / calls };
}

export const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;
export const inSeconds = (ms: number): string => (ms / 1000).toFixed(1);
const seconds = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : inSeconds(ms);

/** The longest reading of a metric in a part. */
export function longest(run: RunView, id: PartId, process: string, metric: string): number | undefined {
  const part = run.part(id);
  const values = part ? run.samples(process, metric, part.from, part.to).map(({ value }) => value) : [];
  return values.length === 0 ? undefined : Math.max(...values);
}

/** The middle reading of a metric in a part. */
export function typical(run: RunView, id: PartId, process: string, metric: string): number | undefined {
  const part = run.part(id);
  const values = part ? run.samples(process, metric, part.from, part.to).map(({ value }) => value) : [];
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The share of a route's requests in a part that were answered well, fallbacks included. */
export function answered(run: RunView, id: PartId, route: Route): number | undefined {
  const found = answers(run, id, route);
  return found && found.all > 0 ? found.good / found.all : undefined;
}
/** How many calls were made in a part through the breaker, and how many of its callers it sent away instead. */
export function callsMade(run: RunView, id: PartId): { made: number; spared: number } | undefined {
  const [asked, spared] = [inPart(run, id, 'breaker.count.fire'), inPart(run, id, 'breaker.count.reject')];
  return asked === undefined || spared === undefined ? undefined : { made: asked - spared, spared };
}
/** What 95% of the requests of a route waited at most, in ms; the middle of a part's readings. */
export function waited(run: RunView, id: PartId, route: Route): number | undefined {
  return typical(run, id, route === 'data' ? 'load' : 'bare', 'http.client.request.duration.p95');
}
/** The three causes of a breaker that is always open, as the calls without a breaker met them. */
export function causesIn(
  run: RunView,
  id: PartId,
): { loopMs: number; failed: number; late: number } | undefined {
  const found = answers(run, id, 'bare');
  if (!found || found.all === 0) return undefined;
  const loopMs = longest(run, id, 'proxy', 'nodejs.eventloop.delay.watchdog') ?? 0;
  return { loopMs, failed: found.failed / found.all, late: found.late / found.all };
}

/** A figure of a part, once that is over. */
function whenOver(id: PartId, read: (run: RunView) => string | undefined): Figure['read'] {
  return (run) => (run.part(id)?.over ? read(run) : undefined);
}
const share = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : percent(value);
const whole = (value: number | undefined): string | undefined => value?.toFixed(0);

export const figures: Figure[] = [
  {
    id: 'failing',
    label: 'Calls that fail in the noise, without a breaker',
    unit: '%',
    predicted: true,
    read: whenOver('noise', (run) => {
      const good = answered(run, 'noise', 'bare');
      return good === undefined ? undefined : ((1 - good) * 100).toFixed(0);
    }),
  },
  {
    id: 'opens-after',
    label: 'Opens though nothing is wrong, after',
    unit: 's',
    read: (run) => seconds(opensForNothing(run)),
  },
  {
    id: 'answered',
    label: 'Answered in the noise: with the breaker, without',
    unit: '',
    read: whenOver('noise', (run) => {
      const [breaker, bare] = [answered(run, 'noise', 'data'), answered(run, 'noise', 'bare')];
      return breaker === undefined || bare === undefined
        ? undefined
        : `${percent(breaker)}, ${percent(bare)}`;
    }),
  },
  {
    id: 'cause',
    label: 'Why it does not close, when the backend is slow',
    unit: '',
    predicted: true,
    read: whenOver('slow', (run) => {
      const found = causesIn(run, 'slow');
      return (
        found &&
        `${percent(found.late)} too late, ${percent(found.failed)} errors, loop ${found.loopMs.toFixed(0)} ms`
      );
    }),
  },
];

const fact = (id: string, label: string, unit: string, read: Figure['read']): Figure => ({
  id,
  label,
  unit,
  read,
});
const perPart = PARTS.flatMap(({ id, label }) => [
  fact(`${id}-answered`, `Answered with the breaker, ${label}`, '', (run) =>
    share(answered(run, id, 'data')),
  ),
  fact(`${id}-bare`, `Answered without a breaker, ${label}`, '', (run) => share(answered(run, id, 'bare'))),
  fact(`${id}-p95`, `p95 with the breaker, ${label}`, 'ms', (run) => whole(waited(run, id, 'data'))),
  fact(`${id}-bare-p95`, `p95 without a breaker, ${label}`, 'ms', (run) => whole(waited(run, id, 'bare'))),
  fact(`${id}-calls`, `Calls with the breaker, ${label}`, '', (run) => whole(callsMade(run, id)?.made)),
  fact(`${id}-spared`, `Calls spared by the breaker, ${label}`, '', (run) =>
    whole(callsMade(run, id)?.spared),
  ),
  fact(`${id}-late`, `Too late, ${label}`, '', (run) => share(causesIn(run, id)?.late)),
  fact(`${id}-failed`, `Errors, ${label}`, '', (run) => share(causesIn(run, id)?.failed)),
  fact(`${id}-loop`, `Longest delay of the loop, ${label}`, 'ms', (run) => whole(causesIn(run, id)?.loopMs)),
  fact(`${id}-fallback`, `Fallbacks, ${label}`, '', (run) =>
    whole(inPart(run, id, 'breaker.count.fallback')),
  ),
  fact(`${id}-open`, `Opens after, ${label}`, 's', (run) => seconds(movesAfter(run, id, 'open'))),
  fact(`${id}-closed`, `Closes after, ${label}`, 's', (run) => seconds(movesAfter(run, id, 'closed'))),
  fact(`${id}-tries`, `Times half-open, ${label}`, '', (run) =>
    whole(inPart(run, id, 'breaker.count.halfOpen')),
  ),
]);
export const facts: Figure[] = [...figures, ...perPart];
