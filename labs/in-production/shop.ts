/** A shop: its database has a password, its visitors have tokens. */
import express from 'express';
import { createServer } from 'node:net';
import { start } from 'node:repl';
import { getHeapStatistics, writeHeapSnapshot } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { remember, rememberMany } from './visits.ts';

// #region signal
if (process.argv[2] === 'dump') {
  const { dump } = await import('./dump.ts');
  let dumps = 0;
  process.on('SIGUSR2', () => {
    dumps += 1;
    void dump(`dump-${String(dumps)}`);
  });
}
// #endregion

const database = { host: 'db.internal', user: 'shop', password: process.env['DATABASE_PASSWORD'] };
rememberMany(Number(process.env['VISITS'] ?? 8000));

const app = express();
app.get('/', (request, response) => {
  remember(request.get('authorization') ?? '', 'a visitor');
  response.send(`a page, from ${database.host}`);
});
app.get('/rush', (_request, response) => {
  rememberMany(1000);
  response.send('a page for all of them');
});

// #region repl
/** A worker has a heap of its own. It writes that, and knows nothing of ours. */
function inWorker(name: string): void {
  new Worker(`require('node:v8').writeHeapSnapshot(${JSON.stringify(name)})`, { eval: true });
}

// A prompt for the owner of the process, and nobody else: see the lesson "Look inside".
process.umask(0o077);
const prompts = createServer((socket) => {
  const prompt = start({ prompt: '> ', input: socket, output: socket, terminal: false });
  Object.assign(prompt.context, { writeHeapSnapshot, getHeapStatistics, inWorker });
  socket.on('error', () => {
    prompt.close();
  });
});
prompts.listen('./shop.sock', () => {
  process.umask(0o022);
  const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
  server.keepAliveTimeout = 60_000; // longer than any pause
});
// #endregion
