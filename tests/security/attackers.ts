/** What an attacker owns: a server for his pages, and a name whose address he changes. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createDoor, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Attacker {
  port: number;
  close: () => Promise<void>;
}

export interface Rebinder extends Attacker {
  /** From now on the name leads there; no connection stays that was made before. */
  bind: (to: 'attacker' | 'victim') => void;
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>Attack</title><body>';

/** Serves an empty page, and at `/worker.js?URL` a worker that imports from that address. */
export async function startAttacker(): Promise<Attacker> {
  const server = createServer((request, response) => {
    const [path, query = ''] = (request.url ?? '').split('?');
    const isWorker = path === '/worker.js';
    response.writeHead(200, { 'content-type': isWorker ? 'text/javascript' : 'text/html' });
    response.end(isWorker ? `importScripts(${JSON.stringify(decodeURIComponent(query))})` : PAGE);
  });
  return listening(server, 0, '127.0.0.1');
}

/**
 * A name that is bound anew. To a browser an origin is a name and a port, so the attacker needs the
 * victim's own port: he has it on 127.0.0.2, where the browser is told to find the name. After the
 * rebinding, each connection is handed through to the victim as it is, byte for byte: what the
 * browser does and what the server receives are what they are when the name's address has changed.
 * (Chromium's rules for names cannot change while it runs, and both addresses at once can't be had
 * either: it would have to fail to connect to the first.)
 */
export async function startRebinder(victim: number): Promise<Rebinder> {
  let bound: 'attacker' | 'victim' = 'attacker';
  const door = createDoor((socket) => {
    socket.on('error', () => undefined);
    if (bound === 'victim') {
      const onward = connect(victim, '127.0.0.1').on('error', () => socket.destroy());
      socket.pipe(onward).pipe(socket);
      socket.on('close', () => onward.destroy());
    } else {
      const length = String(Buffer.byteLength(PAGE));
      const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\nConnection: close`;
      socket.once('data', () => socket.end(`${head}\r\n\r\n${PAGE}`));
    }
  });
  const attacker = await listening(door, victim, '127.0.0.2');
  return {
    ...attacker,
    bind: (to) => {
      bound = to;
      attacker.drop();
    },
  };
}

async function listening(
  server: Server,
  port: number,
  host: string,
): Promise<Attacker & { drop: () => void }> {
  const sockets = new Set<Socket>();
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    drop,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      drop();
      await closed;
    },
  };
}
