/** Third design: the API says "accepted" at once, and a worker does the jobs when it gets to them. */
import type { ChildProcess } from 'node:child_process';
import express from 'express';
import { keep } from './keep.ts';
import { add } from './store.ts';

let worker: ChildProcess | undefined;
keep('./worker.ts', (child) => {
  worker = child;
});

const app = express();
// #region accept
app.post('/jobs/:id', (request, response) => {
  add(request.params.id, worker);
  response.sendStatus(202);
});
// #endregion
app.listen(Number(process.env['PORT'] ?? 3003), '127.0.0.1');
