import express from 'express';
import { measured, watchBreaker } from '../kit/program.ts';
import { createBreaker } from './breaker.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';

// #region sidecar
// A process that does nothing but call. Its loop is free,
// so its timeouts are about the backend.
const breaker = createBreaker(async (path: string) => {
  const response = await fetch(backend + path);
  if (response.status >= 500) throw new Error('it failed');
  return { status: response.status, body: await response.text() };
});
watchBreaker(breaker);

const app = express();
app.use(async (request, response) => {
  try {
    const { status, body } = await breaker.fire(request.url);
    response.status(status).type('json').send(body);
  } catch {
    const error = breaker.opened ? 'circuit open' : 'no answer';
    response.status(503).json({ error });
  }
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3002), '127.0.0.1');
server.keepAliveTimeout = 60_000; // the service keeps its connections

// What it costs: processor time of this thread, in ms.
setInterval(() => {
  const { user, system } = process.threadCpuUsage();
  measured({ 'hop.cpu': (user + system) / 1000 });
}, 250);
