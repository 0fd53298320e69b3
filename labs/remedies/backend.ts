import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';

const app = express();
let delay = 20;

// Healthy: it waits a little, as for a database, and has never failed.
app.get('/api/data', async (_request, response) => {
  await wait(delay + Math.random() * 30);
  response.json({ stock: 7 });
});

// Slow, or healthy again: PUT /delay/3000
app.put('/delay/:ms', (request, response) => {
  delay = Number(request.params.ms);
  response.json({ delay });
});

app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
