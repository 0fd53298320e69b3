/** Second design: an API in front, and a service that computes behind it. It is asked again if it does not answer. */
import express from 'express';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { keep } from './keep.ts';

const TRIES = 20;
let compute = '';
keep('./compute.ts', (child: ChildProcess) => {
  child.on('message', (address: string) => (compute = address));
});

const app = express();
// #region again
app.post('/jobs/:id', async (request, response) => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const answer = await fetch(`${compute}/${request.params.id}`, { method: 'POST' });
      response.sendStatus(answer.status);
      return;
    } catch {
      await wait(150); // It has crashed. Was the job done?
    }
  }
  response.sendStatus(502);
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3002), '127.0.0.1');
await once(server, 'listening');
