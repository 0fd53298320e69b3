import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { happened } from '../kit/program.ts';

const app = express();

// Somebody else's service. It takes as long as it is asked to, and hardly any CPU time.
app.get('/:what', async (request, response) => {
  const began = performance.now();
  await wait(Number(request.query['ms']));
  response.json({ items: 7 });
  happened('served', { path: request.path, ms: performance.now() - began });
});

app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
