import express from 'express';
import CircuitBreaker from 'opossum';
import { options } from './breaker.ts';
import { reportCalls } from './calls.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';

async function callBackend(): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`);
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`the backend said ${response.status}`);
  return body;
}

const breaker = new CircuitBreaker(callBackend, options);
const app = express();

// #region handler
app.get('/api/data', async (_request, response) => {
  try {
    response.json(await breaker.fire());
  } catch (error) {
    const rejected = CircuitBreaker.isOurError(error as Error); // by the breaker: open, or too late
    response.status(rejected ? 503 : 502).json({ error: (error as Error).message });
  }
});

app.get('/circuit-status', (_request, response) => {
  const { fires, successes, failures, rejects } = breaker.stats; // all that anybody asks for
  response.json({ opened: breaker.opened, fires, successes, failures, rejects });
});
// #endregion

reportCalls(breaker);
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
