import express from 'express';
import CircuitBreaker from 'opossum';
import { liveControls, watchBreaker, work } from '../kit/program.ts';
import { injectPressure } from './pressure.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';
const controls = liveControls({ workMs: 0 });

// #region breaker
async function callBackend(): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`);
  return response.json();
}

const breaker = new CircuitBreaker(callBackend, {
  timeout: 500, // a call that takes longer has failed
  errorThresholdPercentage: 50, // open when half of the calls in the window failed
  resetTimeout: 5000, // try again after 5 s
  rollingCountTimeout: 10_000, // the window: 10 s in 10 buckets
  rollingCountBuckets: 10,
});
// #endregion

// #region handler
const app = express();

app.get('/api/data', async (_request, response) => {
  try {
    work(controls.workMs); // what the service itself does
    const data = await breaker.fire();
    response.json(data);
  } catch {
    const error = breaker.opened ? 'circuit open' : 'no answer';
    response.status(503).json({ error });
  }
});
// #endregion

app.get('/circuit-status', (_request, response) => {
  response.json({ opened: breaker.opened, halfOpen: breaker.halfOpen, stats: breaker.stats });
});

watchBreaker(breaker);
injectPressure();
const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
