/** What a server of this process answered, seen at the server: a browser hides it from the page that asked. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Answer {
  /** `POST /api/runs` */
  request: string;
  host: string;
  origin: string | undefined;
  status: number;
}

export interface Answers {
  /** What has been answered since the last call, once nothing is left unanswered. */
  take: () => Promise<Answer[]>;
  /** How many requests have come since the last take. */
  come: () => number;
  end: () => void;
}

/** Listens to every server of this process, and keeps what came to the one on this port. */
export function watchAnswers(port: number): Answers {
  let exchanges: { request: IncomingMessage; response: ServerResponse }[] = [];
  const note = (message: unknown): void => {
    const exchange = message as { request: IncomingMessage; response: ServerResponse };
    if (exchange.request.socket.localPort === port) exchanges.push(exchange);
  };
  subscribe('http.server.request.start', note);

  const closed = (response: ServerResponse): Promise<void> =>
    response.closed
      ? Promise.resolve()
      : new Promise((resolve) =>
          response.once('close', () => {
            resolve();
          }),
        );

  return {
    come: () => exchanges.length,
    take: async () => {
      const taken = exchanges;
      exchanges = [];
      await Promise.all(taken.map(({ response }) => closed(response)));
      return taken.map(({ request, response }) => ({
        request: `${request.method ?? ''} ${request.url ?? ''}`,
        host: request.headers.host ?? '',
        origin: request.headers.origin,
        status: response.statusCode,
      }));
    },
    end: () => {
      unsubscribe('http.server.request.start', note);
    },
  };
}
