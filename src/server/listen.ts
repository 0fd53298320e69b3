/** Listens on this machine's loopback addresses alone, on the wanted port or the next free one. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createDoor, type Server as Door, type Socket } from 'node:net';
import type { Room } from './room.ts';

const WITHIN_MS = 10_000;
const PORTS_TRIED = 50;
/** Who finds the queue of those to be accepted full tries again only after a second: a flood must not fill it. */
const BACKLOG = 4096;

export interface Listening {
  port: number;
  /** Stops listening and drops every connection. */
  close: () => Promise<void>;
}

/** Rejects if no port of those tried is free, or for what the system says. Port 0 takes any. */
export async function listen(wanted: number, room: Room, answer: RequestListener): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: WITHIN_MS,
      requestTimeout: WITHIN_MS,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16_384,
    },
    answer,
  );
  // One room for both addresses, so each listener leaves the counting to it.
  server.prependListener('connection', (socket: Socket) => {
    room.enter(socket);
  });
  const door = createDoor((socket) => server.emit('connection', socket));

  for (let port = wanted; ; port += 1) {
    const taken = await bind(server, port, '127.0.0.1');
    const bound = taken ? 0 : boundPort(server);
    // `localhost` may be ::1 as well: were it another program's, so would be the pages from there.
    if (!taken && !(await bind(door, bound, '::1'))) {
      return { port: bound, close: () => close(server, door, room) };
    }
    if (server.listening) await new Promise((resolve) => server.close(resolve));
    if (port >= Math.min(wanted + PORTS_TRIED, 65_535)) {
      throw new Error(`no port from ${String(wanted)} to ${String(port)} is free`);
    }
  }
}

/** Whether the port is taken. A machine without IPv6 has no ::1 that anyone could take. */
function bind(server: Server | Door, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onListening = (): void => {
      server.off('error', onError);
      resolve(false);
    };
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE') resolve(true);
      else if (host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code ?? '')) resolve(false);
      else reject(error);
    };
    server.once('error', onError).once('listening', onListening).listen({ port, host, backlog: BACKLOG });
  });
}

function boundPort(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function close(server: Server, door: Door, room: Room): Promise<void> {
  const closed = [server, door]
    .filter((one) => one.listening)
    .map((one) => new Promise((resolve) => one.close(resolve)));
  room.empty();
  await Promise.all(closed);
}
