import express from 'express';
import CircuitBreaker from 'opossum';
import PrometheusMetrics from 'opossum-prometheus';
import { Gauge, register } from 'prom-client';
import { watchBreaker } from '../kit/program.ts';
import { measureRequests, metrics } from './metrics.ts';
import { injectPressure } from './pressure.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';

async function callBackend(): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`);
  const data: unknown = await response.json();
  if (!response.ok) throw new Error(`the backend answered ${response.status}`);
  return data;
}

const breaker = new CircuitBreaker(callBackend, {
  name: 'backend',
  timeout: 500,
  errorThresholdPercentage: 50,
  resetTimeout: 1000, // the source has 5 s, and a window of 10 s: here three outages fit into 19 s
  rollingCountTimeout: 2500,
  rollingCountBuckets: 5,
  volumeThreshold: 5,
});
breaker.fallback(() => undefined);

// #region state
// A gauge of 0 and 1 can't say half-open. So there is one for each state, and the one that it is in is 1.
new Gauge({
  name: 'circuit_state',
  help: '1 for the state that the circuit is in, 0 for the others.',
  labelNames: ['name', 'state'],
  collect() {
    const now = breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
    for (const state of ['closed', 'open', 'half-open']) {
      this.set({ name: breaker.name, state }, state === now ? 1 : 0);
    }
  },
});
// #endregion

// #region events
// opossum-prometheus counts the events that somebody listens to already. To `halfOpen` nobody does:
// without this line there is no such counter.
breaker.on('halfOpen', () => undefined);
new PrometheusMetrics({ circuits: [breaker], registry: register, exposePerformanceMetrics: false });
// #endregion

const app = express();
app.use(measureRequests);

app.get('/api/data', async (_request, response) => {
  const data = await breaker.fire();
  if (data === undefined) response.status(503).json({ error: 'no answer' });
  else response.json(data);
});

app.get('/circuit-status', (_request, response) => {
  response.json({ opened: breaker.opened, halfOpen: breaker.halfOpen, stats: breaker.stats });
});
app.get('/metrics', metrics);

watchBreaker(breaker);
injectPressure();
const server = app.listen(Number(process.env['PORT'] ?? 3000), process.env['HOST'] ?? '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
