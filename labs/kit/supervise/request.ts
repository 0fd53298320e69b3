/** Makes a request to a program of the run on the page's behalf. */
import { request } from 'node:http';
import type { ControlMessage } from '../messages.ts';
import type { Untimed } from './writer.ts';

const ANSWER_WITHIN_MS = 30_000;
const LONGEST_BODY = 100_000;

/** Settles with a `response` record's content; never rejects. Bodies over 100 kB are cut. */
export function makeRequest(
  message: Extract<ControlMessage, { type: 'request' }>,
  port: number,
): Promise<Untimed> {
  const began = performance.now();
  return new Promise((resolve) => {
    const settle = (status: number, headers: Record<string, string>, body: string, error?: string): void => {
      const duration = performance.now() - began;
      resolve({ kind: 'response', id: message.id, status, headers, body, duration, ...(error && { error }) });
    };
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        method: message.method,
        path: message.path,
        headers: message.headers ?? {},
        timeout: ANSWER_WITHIN_MS,
      },
      (incoming) => {
        let body = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          if (body.length < LONGEST_BODY) body += chunk.slice(0, LONGEST_BODY - body.length);
        });
        incoming.on('close', () => {
          settle(incoming.statusCode ?? 0, flatten(incoming.headers), body);
        });
      },
    );
    outgoing.on('timeout', () => {
      outgoing.destroy(new Error(`no answer within ${String(ANSWER_WITHIN_MS / 1000)} s`));
    });
    outgoing.on('error', (error) => {
      settle(0, {}, '', error.message);
    });
    outgoing.end(message.body);
  });
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
