/** What the kernel says of the server's accept queue. Nothing in the server can see it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { measured } from '../kit/program.ts';

const { port } = new URL(process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000');
const EVERY_MS = 100;

async function ss(...options: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ss', ['--no-header', '--tcp', '--numeric', ...options]);
  return stdout.split('\n').filter((line) => line !== '');
}

// #region queue
/** Of a listening socket, `Recv-Q` is how many wait to be accepted, and `Send-Q` how many may. */
async function queue(): Promise<{ length: number; limit: number } | undefined> {
  const [line] = await ss('--listening', `sport = :${port}`);
  const [, length, limit] = line?.split(/\s+/) ?? [];
  return limit === undefined ? undefined : { length: Number(length), limit: Number(limit) };
}
// #endregion

/** Connections as either side sees them: one that only the client has is a ghost. */
async function connections(side: 'sport' | 'dport'): Promise<number> {
  return (await ss('state', 'established', `${side} = :${port}`)).length;
}

/** Clients that found the queue full, since the network was made; each counts once for every attempt. */
function overflows(): number {
  const [names, values] = readFileSync('/proc/net/netstat', 'utf8').split('\n').slice(0, 2);
  const at = names?.split(' ').indexOf('ListenOverflows') ?? -1;
  return Number(values?.split(' ')[at]);
}

for (;;) {
  const [found, atClients, atServer] = await Promise.all([
    queue(),
    connections('dport'),
    connections('sport'),
  ]);
  measured({
    ...(found && { 'queue.length': found.length, 'queue.limit': found.limit }),
    'queue.overflows': overflows(),
    'connections.client': atClients,
    'connections.server': atServer,
  });
  await wait(EVERY_MS);
}
