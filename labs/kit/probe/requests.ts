/** How long the requests took that the program served, and those that it made. */
import { subscribe } from 'node:diagnostics_channel';
import { report } from '../channel.ts';
import { LastSecond, percentile } from '../percentiles.ts';

const REPORT_EVERY_MS = 250;

export function reportRequests(): void {
  const served = measureBetween(
    [['http.server.request.start', 'request']],
    [['http.server.response.finish', 'request']],
  );
  const made = measureBetween(
    [
      ['undici:request:create', 'request'],
      ['http.client.request.created', 'request'],
    ],
    [
      ['undici:request:trailers', 'request'],
      ['http.client.response.finish', 'request'],
    ],
  );
  setInterval(() => {
    const now = performance.now();
    const values = {
      ...summary('http.server.request', served.values(now)),
      ...summary('http.client.request', made.values(now)),
    };
    if (Object.keys(values).length > 0) report({ kind: 'sample', values });
  }, REPORT_EVERY_MS).unref();
}

/** `super(object)` of a class that extends it makes `this` the object: its private fields go there. */
const Itself = function (object: object) {
  return object;
} as unknown as new (object: object) => object;

/**
 * When a request began, kept in a private field of the request itself: the program cannot see it, and it
 * costs a tenth of an entry in a WeakMap, which every collection of garbage has to look through.
 */
class Begun extends Itself {
  #at: number;

  private constructor(request: object, at: number) {
    super(request);
    this.#at = at;
  }

  static mark(request: object, at: number): void {
    if (#at in request) request.#at = at;
    else new Begun(request, at);
  }

  static of(request: object): number | undefined {
    return #at in request ? request.#at : undefined;
  }
}

/** Times from a message on a `begin` channel to one about the same request on an `end` channel. */
function measureBetween(begin: [string, string][], end: [string, string][]): LastSecond {
  const ended = new LastSecond();
  for (const [channel, key] of begin) {
    subscribe(channel, (message) => {
      Begun.mark((message as Record<string, object>)[key] as object, performance.now());
    });
  }
  for (const [channel, key] of end) {
    subscribe(channel, (message) => {
      const begun = Begun.of((message as Record<string, object>)[key] as object);
      if (begun === undefined) return;
      const now = performance.now();
      ended.add(now, now - begun);
    });
  }
  return ended;
}

function summary(prefix: string, ascending: number[]): Record<string, number> {
  const [p50, p95, max] = [percentile(ascending, 0.5), percentile(ascending, 0.95), ascending.at(-1)];
  if (p50 === undefined || p95 === undefined || max === undefined) return {};
  return {
    [`${prefix}.duration.p50`]: p50,
    [`${prefix}.duration.p95`]: p95,
    [`${prefix}.duration.max`]: max,
    [`${prefix}.rate`]: ascending.length,
  };
}
