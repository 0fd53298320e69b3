/** What the tracer of the lab where-time-went costs a server, in CPU time for each request. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { turns } from './compare.ts';
import type { Comparison } from './compare.ts';

const SERVER = fileURLToPath(new URL('tracer-server.ts', import.meta.url));
const PAIRS = 12;
const REQUESTS = 600;
const AT_ONCE = 10;
/** Rounds before the first turn that counts: after 6,000 requests V8 has compiled what both servers run often. */
const WARM_UP = 10;

/** What people run, and the two worst cases: a handler that does nothing has nothing to hide the cost behind. */
const handlers: { path: string; name: string; atMost?: number }[] = [
  {
    path: '/express/agent',
    name: 'Express, an awaited call by http.get and a keep-alive agent',
    atMost: 1.5,
  },
  { path: '/express/fetch', name: 'Express, an awaited fetch', atMost: 1.5 },
  { path: '/express', name: 'Express, nothing but the answer' },
  { path: '/bare', name: 'node:http, nothing but the answer' },
];

interface Server {
  process: ChildProcess;
  port: number;
}

async function start(args: string[]): Promise<Server> {
  const child = fork(SERVER, args);
  const [port] = (await once(child, 'message')) as [number];
  return { process: child, port };
}

/** Microseconds of CPU that a server has used, all threads together. */
async function cpuTime({ process: child }: Server): Promise<number> {
  child.send('cpu');
  const [microseconds] = (await once(child, 'message')) as [number];
  return microseconds;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

async function request(port: number, path: string): Promise<void> {
  const [response] = (await once(get({ host: '127.0.0.1', port, path, agent }), 'response')) as [
    IncomingMessage,
  ];
  if (response.statusCode !== 200) throw new Error(`${path} answered ${String(response.statusCode)}.`);
  response.resume();
  await once(response, 'end');
}

/** Microseconds of the server's CPU for each of so many requests. */
async function cost(server: Server, path: string): Promise<number> {
  const before = await cpuTime(server);
  const client = async () => {
    for (let i = 0; i < REQUESTS / AT_ONCE; i += 1) await request(server.port, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return ((await cpuTime(server)) - before) / REQUESTS;
}

export async function* tracer(): AsyncGenerator<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-bench-'));
  const started: Server[] = [];
  try {
    const remote = await start(['remote']);
    started.push(remote);
    const plain = await start(['plain', String(remote.port)]);
    started.push(plain);
    const traced = await start(['traced', String(remote.port), join(folder, 'log')]);
    started.push(traced);
    for (const { path, name, atMost } of handlers) {
      const comparison: Comparison = { name, unit: 'µs', a: [], b: [], atMost };
      for (let i = 0; i < WARM_UP; i += 1) for (const server of [plain, traced]) await cost(server, path);
      for (const turn of turns(PAIRS)) comparison[turn].push(await cost(turn === 'a' ? plain : traced, path));
      yield comparison;
    }
  } finally {
    for (const server of started) server.process.kill();
    agent.destroy();
    rmSync(folder, { recursive: true });
  }
}
