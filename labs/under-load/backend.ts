import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';

const controls = liveControls({ failing: 0 });
const app = express();

// It fails for so many of the calls, and soon; the others wait a little, as for a database.
app.get('/api/data', async (_request, response) => {
  if (Math.random() * 100 < controls.failing) {
    response.status(500).json({ error: 'no stock' });
    return;
  }
  await wait(5 + Math.random() * 20);
  response.json({ stock: 7 });
});

app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
