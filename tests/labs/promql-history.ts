/** Made-up samples of half a minute: counters that fall, series that come late, scrapes that were missed, a histogram. */
import type { Labels } from '../../labs/watch-it/promql/exposition.ts';

export const STEP_MS = 500;
/** An hour ago, so that it lies in no block of Prometheus that is still being written. */
export const START = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
export const END = START + 30_000;
const BOUNDS = [0.1, 0.5, 1];

export interface PastSample {
  labels: Labels;
  t: number;
  value: number;
}

/** The same every time: a sequence that only looks random. */
function sequence(): () => number {
  let state = 42;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

export function history(): PastSample[] {
  const next = sequence();
  const samples: PastSample[] = [];
  const put = (name: string, labels: Labels, t: number, value: number): void => {
    samples.push({ labels: { __name__: name, ...labels }, t, value });
  };
  for (const [index, job] of ['backend', 'proxy'].entries()) {
    let ok = 5;
    let failed = 0;
    const counts = [0, 0, 0, 0];
    // As in life, the two are scraped at different moments.
    for (let t = START + 37 + index * 211; t < END; t += STEP_MS) {
      const missed = next() < 0.2;
      ok = next() < 0.03 ? 0 : ok + Math.floor(next() * 10);
      failed += Math.floor(next() * 4);
      for (let i = 0; i < 8; i += 1) {
        const seconds = next() * 1.4;
        BOUNDS.forEach((bound, at) => (counts[at]! += Number(seconds <= bound)));
        counts[3]! += 1;
      }
      const warm = 18 + Math.floor(next() * 8);
      if (missed) continue;
      put('requests_total', { job, status: '200' }, t, ok);
      if (t > START + 9000) put('requests_total', { job, status: '500' }, t, failed);
      put('temperature', { job }, t, warm);
      const request = { job, route: '/api/data', status_code: '200' };
      [...BOUNDS.map(String), '+Inf'].forEach((le, at) => {
        put('http_request_duration_seconds_bucket', { ...request, le }, t, counts[at] ?? 0);
      });
      put('http_request_duration_seconds_count', request, t, counts[3] ?? 0);
      put('http_request_duration_seconds_count', { ...request, status_code: '503' }, t, failed);
      put('http_request_duration_max_seconds', { job }, t, next());
      put('nodejs_eventloop_lag_max_seconds', { job }, t, next() / 5);
      put('nodejs_eventloop_lag_mean_seconds', { job }, t, next() < 0.4 ? NaN : next());
      if (job === 'backend') continue;
      // The circuit is open every other 5 s; its first event comes with a count of 1.
      const opens = Math.floor((t - START) / 10_000);
      const open = (t - START) % 10_000 > 5000;
      put('circuit_state', { name: 'backend', job, state: 'open' }, t, Number(open));
      put('circuit_state', { name: 'backend', job, state: 'half-open' }, t, 0);
      if (opens > 0) put('circuit', { name: 'backend', job, event: 'open' }, t, opens);
    }
  }
  return samples;
}
