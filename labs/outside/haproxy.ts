/** Starts HAProxy with haproxy.cfg, says when it takes the backend out and in, and ends with it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, listens, measured } from '../kit/program.ts';

// HAProxy wants to be told its port. Another process finds out which is free, and gives it back by ending.
const FREE = 'net.createServer().listen(0).unref().address().port';
const port = Number(process.env['PORT'] ?? 3003) || Number(execFileSync(process.execPath, ['-p', FREE]));

const backend = new URL(process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001').host;
// In the foreground (-db), so that it ends with this program's group.
const haproxy = spawn('haproxy', ['-db', '-f', 'haproxy.cfg'], {
  env: { ...process.env, PORT: String(port), BACKEND: backend },
  stdio: ['ignore', 'inherit', 'pipe'],
});

function fail(message: string): void {
  console.error(`Error: ${message}`);
  process.exit(1);
}

haproxy.on('error', ({ message }) => {
  const missing = message.includes('ENOENT');
  fail(missing ? 'HAProxy is not installed. Fetch it: npm run provide -- haproxy' : message);
});
haproxy.on('close', (code) => fail(refused ?? `HAProxy ended with code ${code}.`));

// It says itself what it does: "Server api/backend is DOWN, reason: …".
let refused: string | undefined;
createInterface({ input: haproxy.stderr }).on('line', (line) => {
  if (line.startsWith('[NOTICE]')) return;
  console.error(line.replace(/\s+\(\d+\) : /, ' '));
  refused ??= /parsing \[haproxy\.cfg:\d+\] : (.*)/.exec(line)?.[1];
  const state = /Server \S+ is (DOWN|UP)\b/.exec(line)?.[1];
  if (state) happened(state === 'DOWN' ? 'breaker.open' : 'breaker.close', { line });
});

// What it costs: processor time, in ms. Linux says it to the nanosecond; elsewhere it is not measured.
setInterval(() => {
  try {
    const [nanoseconds] = readFileSync(`/proc/${haproxy.pid}/schedstat`, 'utf8').split(' ');
    measured({ 'hop.cpu': Number(nanoseconds) / 1e6 });
  } catch {
    return;
  }
}, 250);

async function answers(): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect').then(
    () => Boolean(socket.destroy()),
    () => false,
  );
}
while (!(await answers())) await wait(20);
listens(port);
