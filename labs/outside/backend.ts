import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';

const controls = liveControls({ fault: 'none' });
const app = express();

// It waits a little, as for a database. When it is slow, it is really slow.
app.get('/api/data', async (_request, response) => {
  if (controls.fault === 'errors') return void response.status(500).json({ error: 'failed' });
  await wait(controls.fault === 'slow' ? 3000 : 20 + Math.random() * 30);
  response.json({ stock: 7 });
});

// What an orchestrator asks. It says that the process lives, and no more.
app.get('/health', (_request, response) => void response.json({ ok: true }));

const server = app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
server.keepAliveTimeout = 60_000; // callers keep their connections
