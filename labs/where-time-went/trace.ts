/** Puts the tracer's events together again: each request with what belongs to it. Times in ms. */
import type { RecordOf } from '../kit/records.ts';
import type { RunView } from '../kit/run-view.ts';

type Event = RecordOf<'span'>;

export interface Span {
  id: number;
  type: string;
  /** Ids of what it belongs to, innermost first. */
  path: number[];
  meta: Record<string, unknown>;
  /** Unix time. */
  from: number;
  duration: number;
  /** CPU time: of its own code, and with that of its children. */
  selfSpin: number;
  spin: number;
}
export interface TracedRequest extends Span {
  url: string;
  /** Without its query. */
  route: string;
  /** All that belongs to it, in order of time. */
  children: Span[];
}

const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);

/** All that has begun and ended. */
function finished(events: readonly Event[]): Span[] {
  const ends = new Map(events.filter(({ event }) => event === 'end').map((end) => [end.id, end]));
  return events.flatMap((start) => {
    const end = ends.get(start.id);
    if (start.event !== 'start' || !end) return [];
    const path = Array.isArray(start['path']) ? start['path'].map(number) : [];
    const meta = (start['meta'] ?? {}) as Record<string, unknown>;
    return {
      id: start.id,
      type: String(start['type']),
      path,
      meta,
      from: number(start['timestamp']) * 1000,
      duration: number(end['duration']) * 1000,
      selfSpin: number(end['selfSpin']) * 1000,
      spin: number(end['spin']) * 1000,
    };
  });
}

/** A run's view stays the same while it goes on; its spans are put together once for each new one. */
const kept = new WeakMap<RunView, { count: number; requests: TracedRequest[] }>();

/** Every request that was traced from its beginning to its end. */
export function tracedRequests(run: RunView): TracedRequest[] {
  const events = run.spans('reader');
  const before = kept.get(run);
  if (before?.count === events.length) return before.requests;
  const spans = finished(events);
  const childrenOf = new Map<number, Span[]>();
  for (const span of spans) {
    const outermost = span.path.at(-1);
    if (outermost !== undefined) childrenOf.set(outermost, [...(childrenOf.get(outermost) ?? []), span]);
  }
  const requests = spans
    .filter(({ type }) => type === 'HTTP_SERVER_REQUEST')
    .map((span) => {
      const url = String(span.meta['url']);
      return {
        ...span,
        url,
        route: url.replace(/\?.*/, ''),
        children: (childrenOf.get(span.id) ?? []).toSorted((a, b) => a.from - b.from),
      };
    });
  kept.set(run, { count: events.length, requests });
  return requests;
}

export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The request of a route that took the median time: neither the luckiest nor the unluckiest. */
export function typicalRequest(run: RunView, route: string): TracedRequest | undefined {
  const requests = tracedRequests(run).filter((one) => one.route === route);
  return requests.toSorted((a, b) => a.duration - b.duration)[Math.floor(requests.length / 2)];
}

const COMMON = ['event', 'id', 'type', 'timestamp'];
const KEYS = {
  start: [...COMMON, 'path', 'meta'],
  end: [...COMMON, 'spin', 'selfSpin', 'duration'],
};
const META: Record<string, string[]> = {
  HTTP_SERVER_REQUEST: ['method', 'headers', 'url'],
  HTTP_CLIENT_REQUEST: ['method', 'path', 'headers'],
  DNS_LOOKUP: ['family', 'hostname'],
};
/** What a record has around the tracer's event. */
const ENVELOPE = new Set(['kind', 't', 'process']);

const sameKeys = (value: object, keys: readonly string[]): boolean => {
  const found = Object.keys(value).filter((key) => !ENVELOPE.has(key));
  return found.length === keys.length && keys.every((key) => found.includes(key));
};
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isTime = (value: unknown): boolean => Number.isFinite(value) && number(value) >= 0;

/** Why an event is not in the tracer's format; undefined if it is. */
export function problemOf(event: Event): string | undefined {
  const type = String(event['type']);
  const meta = META[type];
  if (!meta) return `event ${event.id} has the type ${type}`;
  const name = `the ${event.event} of ${type} ${event.id}`;
  if (!sameKeys(event, KEYS[event.event]))
    return `${name} has other fields than ${KEYS[event.event].join(', ')}`;
  if (!isTime(event['timestamp'])) return `${name} has no timestamp in seconds`;
  if (event.event === 'start') {
    if (!Array.isArray(event['path']) || !event['path'].every(Number.isInteger))
      return `${name} has no path of ids`;
    return isObject(event['meta']) && sameKeys(event['meta'], meta)
      ? undefined
      : `${name} has not ${meta.join(', ')}`;
  }
  if (![event['duration'], event['spin'], event['selfSpin']].every(isTime))
    return `${name} has no times in seconds`;
  return number(event['selfSpin']) > number(event['spin']) + 1e-9
    ? `${name} has more selfSpin than spin`
    : undefined;
}
