/** What the kernel says of the server's accept queue. Nothing in the server can see it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { measured } from '../kit/program.ts';

const { port } = new URL(process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000');
const EVERY_MS = 50;

interface Socket {
  state: string;
  receiving: number;
  sending: number;
  local: string;
  peer: string;
}

/** Every socket of the server and of its clients, in one look: two looks would differ by what came between. */
async function sockets(): Promise<Socket[]> {
  const either = `( sport = :${port} or dport = :${port} )`;
  const { stdout } = await promisify(execFile)('ss', ['--no-header', '--tcp', '--numeric', '--all', either]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [state = '', receiving, sending, local = '', peer = ''] = line.split(/\s+/);
    return { state, receiving: Number(receiving), sending: Number(sending), local, peer };
  });
}

// #region queue
/** Of a listening socket, `Recv-Q` is how many wait to be accepted, and `Send-Q` how many may. */
function queueOf(all: Socket[]): Record<string, number> {
  const listening = all.find(({ state }) => state === 'LISTEN');
  return listening ? { 'queue.length': listening.receiving, 'queue.limit': listening.sending } : {};
}
// #endregion

/** Connections as either side sees them: one that only the client has is a ghost. */
function connectionsOf(all: Socket[]): Record<string, number> {
  const established = all.filter(({ state }) => state === 'ESTAB');
  const at = (side: 'local' | 'peer'): number =>
    established.filter((socket) => socket[side].endsWith(`:${port}`)).length;
  return { 'connections.client': at('peer'), 'connections.server': at('local') };
}

/** Clients that found the queue full, since the network was made; each counts once for every attempt. */
function overflows(): number {
  const [names, values] = readFileSync('/proc/net/netstat', 'utf8').split('\n').slice(0, 2);
  const at = names?.split(' ').indexOf('ListenOverflows') ?? -1;
  return Number(values?.split(' ')[at]);
}

for (;;) {
  const all = await sockets();
  measured({ ...queueOf(all), 'queue.overflows': overflows(), ...connectionsOf(all) });
  await wait(EVERY_MS);
}
