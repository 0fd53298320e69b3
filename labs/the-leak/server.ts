import express from 'express';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapStatistics, writeHeapSnapshot } from 'node:v8';
import { civilized } from './civilized.ts';
import { uncivilized } from './uncivilized.ts';
import { watch } from './watch.ts';

// Two of these are started. One is asked for `/` only, the other for `/civilized`.
const app = express();
app.get('/', uncivilized);
app.get('/civilized', civilized);

// #region heap
app.get('/heap', (_request, response) => {
  response.json(getHeapStatistics());
});

app.get('/heap-dump', (_request, response) => {
  // Nothing else runs while it is written, and it holds every string of the process: never for everyone.
  const file = writeHeapSnapshot(join(tmpdir(), `${String(Date.now())}.heapsnapshot`));
  response.json({ file, bytes: statSync(file).size });
});
// #endregion

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
watch();
