import express from 'express';
import CircuitBreaker from 'opossum';
import { liveControls, work } from '../kit/program.ts';
import type { Breaker, Remedy } from './remedies/remedy.ts';
import { reportTo } from './report.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';
const controls = liveControls({ workMs: 0 });
const remedy = (await import(process.argv[2] ?? './remedy.ts')) as Remedy;
const workOfService: NonNullable<Remedy['work']> = remedy.work ?? work;

async function callBackend(signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`, { signal: signal ?? null });
  return response.json();
}

// #region breaker
const call = () => (remedy.call ? remedy.call(callBackend) : callBackend());
const usual = new CircuitBreaker(call, {
  timeout: 500, // a call that takes longer has failed
  errorThresholdPercentage: 50, // open when half of the calls in the window failed
  resetTimeout: 5000, // try again after 5 s
  rollingCountTimeout: 10_000, // the window: 10 s in 10 buckets
  rollingCountBuckets: 10,
  ...remedy.options,
});
const breaker: Breaker = remedy.breaker ?? usual;
// #endregion

// #region handler
const app = express();
if (remedy.admit) app.use('/api', remedy.admit);

app.get('/api/data', async (_request, response) => {
  try {
    await workOfService(controls.workMs);
    const data = await breaker.fire();
    response.json(data);
  } catch {
    const error = breaker.opened ? 'circuit open' : 'no answer';
    response.status(503).json({ error });
  }
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
reportTo(process, server, breaker, remedy.cpuElsewhere);
