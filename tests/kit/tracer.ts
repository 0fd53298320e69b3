/**
 * A service that is traced by the breakdown tracer, in a process of its own: `node tracer.ts LOG`.
 * It says by message on which port it listens, and on the message `stop` that its log is complete.
 */
import { EventEmitter, once } from 'node:events';
import http, { Agent, createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promises as dnsPromises } from 'node:dns';
import { buffer } from 'node:stream/consumers';
import { Breakdown } from '../../labs/where-time-went/solution/breakdown.ts';
import { work } from '../../labs/kit/program.ts';

const breakdown = new Breakdown();
breakdown.start(process.argv[2] ?? '');

const listening = async (server: http.Server) => {
  // A loop that is busy for long would find its idle connections closed while they are asked again.
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};
/** Says `asked` when a request arrived that nobody will answer. */
const silent = new EventEmitter();
const remote = await listening(
  createServer((request, response) => {
    if (request.url === '/hangs-up') request.socket.destroy();
    else if (request.url === '/silent') silent.emit('asked');
    else setTimeout(() => response.end('x'.repeat(10_000)), 10);
  }),
);
const at = (path: string) => `http://localhost:${String(remote)}${path}`;
const kept = new Agent({ keepAlive: true, maxSockets: 20 });

async function get(path: string, agent: Agent | false): Promise<void> {
  const [response] = (await once(http.get(at(path), { agent }), 'response')) as [IncomingMessage];
  await buffer(response);
}

/** The ways to call another service and wait for its answer. */
const calls: Record<string, (path: string) => Promise<unknown>> = {
  http: (path) => get(path, false),
  agent: (path) => get(path, kept),
  fetch: async (path) => (await fetch(at(path))).text(),
  none: () => new Promise((resolve) => setImmediate(resolve)),
  lookup: () => dnsPromises.lookup('localhost'),
};

const routes: Record<string, (asked: URLSearchParams, response: ServerResponse) => unknown> = {
  /** CPU before the call and after it. */
  async known(asked, response) {
    work(Number(asked.get('before')));
    await calls[asked.get('by') ?? 'none']?.(`/known?n=${asked.get('n') ?? ''}`);
    work(Number(asked.get('after')));
    response.end();
  },
  /** CPU in the callbacks of the call. */
  callback(_asked, response) {
    http.get(at('/callback'), { agent: kept }, (answer) => {
      work(20);
      answer.resume().on('end', () => {
        work(15);
        setImmediate(() => {
          work(10); // the call is over, the request is not
          response.end();
        });
      });
    });
    work(5);
  },
  /** Never answers; its call is aborted with it. */
  waits(_asked, response) {
    const request = http.get(at('/silent'), { agent: false });
    request.on('error', () => undefined);
    request.on('close', () => process.send?.('aborted'));
    response.on('close', () => request.destroy());
    process.send?.('waits');
  },
  async fails(_asked, response) {
    await calls['http']?.('/hangs-up').catch(() => undefined);
    await calls['fetch']?.('/hangs-up').catch(() => undefined);
    // No resolver is asked for a label that long.
    await fetch(`http://${'a'.repeat(64)}.invalid/`).catch(() => undefined);
    const aborting = new AbortController();
    silent.once('asked', () => {
      aborting.abort();
    });
    await fetch(at('/silent'), { signal: aborting.signal }).catch(() => undefined);
    response.end();
  },
};

const app = createServer((request, response) => {
  breakdown.track(request, response);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://service');
  routes[pathname.slice(1)]?.(searchParams, response);
});
process.send?.(await listening(app));
process.once('message', () => {
  breakdown.stop();
  process.send?.('stopped', () => process.exit());
});
