/** Servers in processes of their own, and what a request costs them in CPU time. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('tracer-server.ts', import.meta.url));
const AT_ONCE = 10;
/** A turn has its share of what a server does a few times a second, reports of the probe or of the tracer. */
const TURN_MS = 500;
/** Turns before the first that counts: V8 has compiled by then what a server runs often. */
export const WARM_UP = 6;

export interface Server {
  process: ChildProcess;
  port: number;
}

/** @param args of tests/bench/tracer-server.ts */
export async function start(args: string[], options: ForkOptions = {}): Promise<Server> {
  const child = fork(SERVER, args, options);
  const [port] = (await once(child, 'message')) as [number];
  return { process: child, port };
}

/** Microseconds of CPU that a server has used, all threads together. */
export async function cpuTime({ process: child }: Server): Promise<number> {
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

/** Microseconds of the server's CPU for each request of a turn. The requests come from this process. */
export async function cost(server: Server, path: string): Promise<number> {
  const before = await cpuTime(server);
  const over = performance.now() + TURN_MS;
  let requests = 0;
  const client = async () => {
    while (performance.now() < over) {
      await request(server.port, path);
      requests += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return ((await cpuTime(server)) - before) / requests;
}

export function end(servers: readonly Server[]): void {
  for (const server of servers) server.process.kill();
  agent.destroy();
}
