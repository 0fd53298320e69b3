import express from 'express';
import CircuitBreaker from 'opossum';
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls, watchBreaker, work } from '../kit/program.ts';
import { injectPressure } from './pressure.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';
const controls = liveControls({ workMs: 0 });

// #region breaker
async function callBackend(): Promise<unknown> {
  const answer = fetch(`${backend}/api/data`).then((response) => response.json());
  return withDeadline(answer, 500);
}

/** Rejects if the answer has not come within `ms` of a clock that stands still while the loop is busy. */
async function withDeadline<T>(answer: Promise<T>, ms: number): Promise<T> {
  const late = Symbol('late');
  const tick = 50;
  for (let waited = 0; waited < ms; waited += tick) {
    // However late this timer is, it counts as one tick, and the loop reads its sockets in between.
    const first = await Promise.race([answer, wait(tick, late)]);
    if (first !== late) return first;
  }
  throw new Error(`no answer within ${ms} ms`);
}

const breaker = new CircuitBreaker(callBackend, {
  timeout: false, // withDeadline says when a call has failed
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
