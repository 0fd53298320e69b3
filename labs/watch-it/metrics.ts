/** What both services tell Prometheus of themselves. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';

// Event-loop lag, memory, CPU, garbage collection of this process.
collectDefaultMetrics();

// #region histogram
// In seconds, as Prometheus counts. One boundary stands where the breaker decides: at its timeout.
const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  labelNames: ['method', 'route', 'status_code'],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
// #endregion

// #region longest
// A histogram keeps counts, so PromQL can't say what the longest was. A gauge can. It looks back over
// more than a scrape's interval, and two readers don't take the maximum away from each other.
const LOOKS_BACK_MS = 1000;
let recent: { at: number; seconds: number }[] = [];
new Gauge({
  name: 'http_request_duration_max_seconds',
  help: 'The longest time to answer a request in the last second.',
  collect() {
    recent = recent.filter(({ at }) => at > performance.now() - LOOKS_BACK_MS);
    this.set(Math.max(0, ...recent.map(({ seconds }) => seconds)));
  },
});
// #endregion

const inFlight = new Gauge({
  name: 'http_requests_in_flight',
  help: 'Requests that have come and are not answered yet.',
});

/** Counts and times every request but those for the metrics themselves. */
export const measureRequests: RequestHandler = (request, response, next) => {
  if (request.path === '/metrics') {
    next();
    return;
  }
  const began = performance.now();
  inFlight.inc();
  response.once('close', () => {
    const seconds = (performance.now() - began) / 1000;
    inFlight.dec();
    recent.push({ at: performance.now(), seconds });
    // The route, not the path: a label with every path that anybody asks for never ends.
    const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
    durations.observe({ method: request.method, route, status_code: response.statusCode }, seconds);
  });
  next();
};

/** Answers `GET /metrics` in the text that Prometheus reads. */
export const metrics: RequestHandler = async (_request, response) => {
  response.type(register.contentType).send(await register.metrics());
};
