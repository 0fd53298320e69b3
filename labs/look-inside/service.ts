/** A shop with a mistake in one of its routes. Which one is drawn when it starts; after a while it is stuck. */
import express from 'express';
import { randomInt } from 'node:crypto';
import { setTimeout as query } from 'node:timers/promises';
import { happened, measured } from '../kit/program.ts';
import { Pool } from './pool.ts';
import { openRepl } from './repl.ts';

const ROUTES = ['order', 'invoice', 'refund', 'export'];
const careless = ROUTES[randomInt(ROUTES.length)];
happened('fault', { route: careless });

const pool = new Pool(4);
const app = express();
let inFlight = 0;

// #region routes
for (const route of ROUTES) {
  app.get(`/${route}`, async (_request, response) => {
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
    const held = await pool.acquire(route);
    await query(5);
    if (route === careless && Math.random() < 0.4) {
      response.status(404).send('No such customer.');
      return; // And the connection?
    }
    pool.release(held);
    response.send(route);
  });
}
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');

// #region shutdown
/** Takes no new connection, answers whoever is here, and ends. */
async function shutdown(): Promise<string> {
  server.close();
  while (inFlight > 0) await query(10);
  server.closeAllConnections(); // Those that are kept alive, and ask for nothing.
  happened('service.closed');
  setTimeout(() => process.exit(), 100);
  return 'Everybody was answered.';
}
// #endregion

// #region repl
const service = { pool, server, shutdown };
try {
  await openRepl('127.0.0.1:9230', { service });
} catch (error) {
  happened('repl.refused', { message: (error as Error).message });
}
await openRepl('./service.sock', { service });
// #endregion

setInterval(() => {
  measured({ 'pool.taken': pool.holders.length, 'pool.waiting': pool.waiting.length });
}, 100);
