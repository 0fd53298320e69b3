/** A service as most are: it waits 20 ms for a database, over a pool of connections. */
import express from 'express';
import { setTimeout as query } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';

const controls = liveControls({ pool: 20 });
const QUERY_MS = 20;

let taken = 0;
const waiting: (() => void)[] = [];

// #region pool
/** Settles when a connection of the pool is free, and takes it. */
function acquire(): Promise<void> | undefined {
  if (taken >= controls.pool) return new Promise((resolve) => waiting.push(resolve));
  taken += 1;
  return undefined;
}

function release(): void {
  const next = waiting.shift();
  if (next)
    next(); // It gets the connection of the one before.
  else taken -= 1;
}

const app = express();
app.get('/', async (_request, response) => {
  await acquire();
  await query(QUERY_MS);
  release();
  response.send('Here you are.');
});
// #endregion

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
