/** A server that knows how many it can serve, and counts those that it turns away. */
import express from 'express';
import { readFile } from 'node:fs/promises';
import { setTimeout as database } from 'node:timers/promises';
import { openFilesLimit, report } from './connections.ts';

const app = express();

// #region page
const page = await readFile('page.html', 'utf8');
app.get('/', async (_request, response) => {
  await database(50); // A query takes 50 ms.
  response.type('html').send(page);
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
/** Descriptors for all else: Node's own, logs, calls to other services. */
const RESERVED = 34;
server.maxConnections = openFilesLimit() - RESERVED;
report(server);
