import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';

/** The service that knows what is in stock, and what everything costs. It is as it is: nobody can mend it here. */
const app = express();
let asked = 0;

// Most answers take 10 to 30 ms. One in twelve takes 1.5 s, nobody knows why, and it has always been so.
app.get('/stock/:article', async (request, response) => {
  asked += 1;
  await wait(asked % 12 === 0 ? 1500 : 10 + Math.random() * 20);
  response.json({ article: Number(request.params.article), inStock: true });
});

app.get('/price/:article', async (request, response) => {
  await wait(25 + Math.random() * 20);
  response.json({ cents: 100 + Number(request.params.article) * 7 });
});

const server = app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
server.keepAliveTimeout = 60_000;
