import express from 'express';
import { isInStock } from './availability.ts';
import { listingOf } from './listing.ts';
import { watchRoutes, watchServer } from './instruments.ts';
import { pricesOf } from './prices.ts';
import { receiptOf } from './receipts.ts';
import { search } from './search.ts';
import { noteVisit } from './trails.ts';

const app = express();
app.use(watchRoutes);

/** An article, with thirteen others of its shelf. */
app.get('/page/:article/:visitor', async (request, response) => {
  const article = Number(request.params.article);
  const shown = Array.from({ length: 14 }, (_, n) => article + n * 400);
  const visits = noteVisit(request.params.visitor, article);
  try {
    const [inStock, cents] = await Promise.all([isInStock(article), pricesOf(shown)]);
    response.json({ article, inStock, cents, visits });
  } catch {
    response.status(503).json({ error: 'try again later' });
  }
});

app.get('/search/:text', (request, response) => {
  response.json(search(request.params.text));
});

app.get('/listing/:shelves', (request, response) => {
  response.json(listingOf(request.params.shelves.split(',').map(Number)));
});

app.get('/receipt/:order', async (request, response) => {
  response.json(await receiptOf(request.params.order));
});

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // ms
server.maxConnections = 1000;
watchServer(server);
