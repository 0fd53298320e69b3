import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';
import { measureRequests, metrics } from './metrics.ts';

const controls = liveControls({ backendDelay: 20, backendSpread: 30, backendErrors: 0 });
const app = express();
app.use(measureRequests);

app.get('/api/data', async (_request, response) => {
  if (Math.random() * 100 < controls.backendErrors) {
    response.status(500).json({ error: 'no luck' });
    return;
  }
  await wait(controls.backendDelay + Math.random() * controls.backendSpread);
  response.json({ stock: 7 });
});

app.get('/metrics', metrics);
app.listen(Number(process.env['PORT'] ?? 3001), process.env['HOST'] ?? '127.0.0.1');
