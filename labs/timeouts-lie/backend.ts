import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';

const app = express();

// It has a process of its own: nothing that blocks the caller's loop makes it later.
app.get('/api/data', async (request, response) => {
  await wait(Number(request.query['takes']));
  response.json({ stock: 7 });
});

const server = app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
server.keepAliveTimeout = 60_000; // callers keep their connections
