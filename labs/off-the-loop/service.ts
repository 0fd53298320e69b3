import express from 'express';
import { happened, liveControls } from '../kit/program.ts';
import { pool } from './pool.ts';
import { ways } from './ways.ts';

const controls = liveControls({ way: 'inline' });
const WORK_MS = 20;
const app = express();

// #region report
app.get('/report', async (_request, response) => {
  try {
    await ways[controls.way]?.(WORK_MS);
    response.json({ work: WORK_MS });
  } catch {
    response.status(503).json({ error: 'too much to do' }); // the pool's queue is full
  }
});
// #endregion

app.get('/pool', (_request, response) => {
  response.json({ threads: pool.threads.length, waiting: pool.queueSize });
});

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections

setInterval(() => happened('pool', { threads: pool.threads.length }), 1000).unref();
