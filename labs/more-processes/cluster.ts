/** First design: two processes share a port, and each does whole jobs. */
import cluster from 'node:cluster';
import express from 'express';
import { compute, sendInvoice } from './job.ts';

if (cluster.isPrimary) {
  cluster.setupPrimary({ execArgv: [] });
  cluster.fork();
  cluster.fork();
  cluster.on('exit', () => cluster.fork());
} else {
  const app = express();
  app.post('/jobs/:id', async (request, response) => {
    compute();
    await sendInvoice('cluster', request.params.id);
    response.sendStatus(200);
  });
  app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
}
