/**
 * The room for connections, which is small. Whoever has shown the token keeps his place; when the
 * room is full, the stranger who has been in it longest leaves it for the newest. So a flood of
 * connections drives out itself, and never the page that a run streams to.
 */
import type { Socket } from 'node:net';

const PLACES = 64;

export interface Room {
  /** A connection has come. It, or an older one, may be dropped at once. */
  enter: (socket: Socket) => void;
  /** It has carried a request with the right token: it is not dropped any more. */
  keep: (socket: Socket) => void;
  /** Drops every connection. */
  empty: () => void;
}

export function createRoom(places = PLACES): Room {
  // A set keeps the order in which its members came.
  const strangers = new Set<Socket>();
  const known = new Set<Socket>();

  return {
    enter: (socket) => {
      if (strangers.size + known.size >= places) {
        const [longest = socket] = strangers;
        strangers.delete(longest);
        longest.destroy();
        if (longest === socket) return;
      }
      strangers.add(socket);
      socket.once('close', () => {
        strangers.delete(socket);
        known.delete(socket);
      });
    },
    keep: (socket) => {
      if (strangers.delete(socket)) known.add(socket);
    },
    empty: () => {
      for (const socket of [...strangers, ...known]) socket.destroy();
    },
  };
}
