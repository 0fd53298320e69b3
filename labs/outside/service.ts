import express from 'express';
import { liveControls, watchBreaker, work } from '../kit/program.ts';
import { createBreaker } from './breaker.ts';

const { BACKEND_URL = 'http://127.0.0.1:3001', SIDECAR_URL = '', HAPROXY_URL = '' } = process.env;
const controls = liveControls({ workMs: 0 });

async function ask(url: string): Promise<unknown> {
  const response = await fetch(`${url}/api/data`);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

// #region ways
const breaker = createBreaker(ask);
watchBreaker(breaker);

// Three ways to the same backend. Two of them leave the verdict
// to somebody else, timeout included.
const ways: Record<string, () => Promise<unknown>> = {
  inside: () => breaker.fire(BACKEND_URL),
  sidecar: () => ask(SIDECAR_URL),
  haproxy: () => ask(HAPROXY_URL),
};

const app = express();
app.get('/by/:way', async (request, response) => {
  try {
    work(controls.workMs); // what the service itself does
    response.json(await ways[request.params.way]?.());
  } catch {
    response.status(503).json({ error: 'no answer' });
  }
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
