import express from 'express';
import CircuitBreaker from 'opossum';
import { adjustable } from './adjust.ts';
import { countAnswers, counted } from './counting.ts';
import { injectPressure } from './squeeze.ts';
import { refuse } from './refuse.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';

async function callBackend(deadline?: AbortSignal): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`, { signal: deadline ?? null });
  if (!response.ok) throw new Error(`the backend answered ${response.status}`);
  return response.json();
}

// #region breaker
const options = {
  timeout: 500, // a call that takes longer has failed
  errorThresholdPercentage: 50, // open when more than half of the calls in the window failed
  resetTimeout: 5000, // after 5 s let one call try
  rollingCountTimeout: 10_000, // the window: 10 s …
  rollingCountBuckets: 10, // … in 10 buckets
};

// Made again when one of its options is changed by a control.
const circuit = adjustable(options, (inForce) => {
  const breaker = new CircuitBreaker(callBackend, inForce);
  return breaker;
});
// #endregion

const app = express();
app.use(countAnswers);

// #region handler
app.get('/api/data', async (_request, response) => {
  try {
    response.json(await circuit.breaker.fire());
  } catch (error) {
    refuse(response, error); // 503 if the breaker is open, 504 if it timed out, else 502
  }
});

// The same call with the same patience and no breaker, to compare.
app.get('/api/bare', async (_request, response) => {
  try {
    response.json(await callBackend(AbortSignal.timeout(circuit.options.timeout || 60_000)));
  } catch (error) {
    refuse(response, error);
  }
});
// #endregion

app.get('/circuit-status', (_request, response) => {
  const { opened, halfOpen, stats } = circuit.breaker;
  const state = opened ? 'open' : halfOpen ? 'half-open' : 'closed';
  response.json({ state, options: circuit.options, events: counted, stats });
});

injectPressure();
const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
