/** A server like many: it opens a file for each answer, and trusts that there is room for everybody. */
import express from 'express';
import { readFile } from 'node:fs/promises';
import { setTimeout as database } from 'node:timers/promises';
import { report } from './connections.ts';

const app = express();

// #region page
app.get('/', async (_request, response) => {
  await database(50); // A query takes 50 ms.
  response.type('html').send(await readFile('page.html', 'utf8'));
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
report(server);
