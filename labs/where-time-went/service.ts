import express from 'express';
import { pbkdf2 } from 'node:crypto';
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { liveControls, work } from '../kit/program.ts';
import { Breakdown } from './breakdown.ts';

const remote = process.env['REMOTE_URL'] ?? 'http://127.0.0.1:3001';
const partner = remote.replace('127.0.0.1', 'localhost');
const controls = liveControls({ renderMs: 80 });

const breakdown = new Breakdown();
breakdown.start('breakdown.log');

const app = express();
app.use((request, response, next) => {
  breakdown.track(request, response);
  next();
});

// #region routes
app.get('/stock', async (_request, response) => {
  const items = await callRemote('/stock?ms=120');
  response.json({ items });
});

app.get('/report', async (_request, response) => {
  const items = callRemote('/report?ms=20'); // on its way while we do the rest
  const user = await loadUser();
  const page = render(user);
  response.json({ page, items: await items });
});

app.get('/partner', async (_request, response) => {
  const items = await callPartner('/partner?ms=20'); // by name, over a new connection
  response.json({ items });
});
// #endregion

app.get('/login', async (_request, response) => {
  await hash('a password', 'a salt', 50_000, 64, 'sha512'); // in a thread of libuv's pool
  response.json({ user: 'Ada' });
});

// #region known
// It is known what this one costs: so much CPU before its call, and so much after it.
app.get('/known', async (request, response) => {
  work(Number(request.query['before']));
  const items = await callRemote('/known?ms=20');
  await loadUser();
  work(Number(request.query['after']));
  response.json({ items });
});
// #endregion

const hash = promisify(pbkdf2);

async function callRemote(path: string): Promise<unknown> {
  const response = await fetch(remote + path);
  return response.json();
}

/** The same by `http.get`. The name has to be looked up, as for each new connection. */
function callPartner(path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.get(partner + path, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', reject);
  });
}

/** Waits for a cache somewhere. */
async function loadUser(): Promise<string> {
  await wait(5);
  return 'Ada';
}

/** Keeps the thread, and so everybody, busy. */
function render(user: string): string {
  work(controls.renderMs);
  return `The report for ${user}`;
}

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
