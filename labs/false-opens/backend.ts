import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';

const controls = liveControls({ backendDelay: 20 });
const app = express();

// A healthy service: it waits a little, as for a database, and has never failed.
app.get('/api/data', async (_request, response) => {
  await wait(controls.backendDelay + Math.random() * 30);
  response.json({ stock: 7 });
});

app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
