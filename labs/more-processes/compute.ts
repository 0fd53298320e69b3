/** The service that computes, for `split.ts`. */
import express from 'express';
import type { AddressInfo } from 'node:net';
import { compute, sendInvoice } from './job.ts';

const app = express();
app.post('/:id', async (request, response) => {
  compute();
  await sendInvoice('split', request.params.id);
  response.sendStatus(200);
});
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${String(port)}`);
});
