/** How long the requests took that the program served, and those that it made. */
import { subscribe } from 'node:diagnostics_channel';
import { report } from '../channel.ts';
import { runTime } from '../clock.ts';
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
    const now = runTime();
    const values = {
      ...summary('http.server.request', served.values(now)),
      ...summary('http.client.request', made.values(now)),
    };
    if (Object.keys(values).length > 0) report({ kind: 'sample', values }, now);
  }, REPORT_EVERY_MS).unref();
}

/** Times from a message on a `begin` channel to one about the same request on an `end` channel. */
function measureBetween(begin: [string, string][], end: [string, string][]): LastSecond {
  const started = new WeakMap<object, number>();
  const ended = new LastSecond();
  for (const [channel, key] of begin) {
    subscribe(channel, (message) => {
      started.set((message as Record<string, object>)[key] as object, runTime());
    });
  }
  for (const [channel, key] of end) {
    subscribe(channel, (message) => {
      const begun = started.get((message as Record<string, object>)[key] as object);
      if (begun !== undefined) ended.add(runTime(), runTime() - begun);
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
