/** Makes a request to a program of the run on the page's behalf. */
import { request, type ClientRequest } from 'node:http';
import type { ControlMessage } from '../messages.ts';
import { RESERVED_NAMES } from '../records.ts';
import type { Untimed } from './writer.ts';

const ANSWER_WITHIN_MS = 30_000;
const LONGEST_BODY = 100_000;

/** Settles with a `response` record's content; never rejects. A body is cut at 100,000 characters, and that is said. */
export function makeRequest(
  message: Extract<ControlMessage, { type: 'request' }>,
  port: number,
): Promise<Untimed> {
  const began = performance.now();
  return new Promise((resolve) => {
    let outgoing: ClientRequest | undefined;
    // For the whole answer: one that trickles in for ever must come to an end too.
    const deadline = setTimeout(() => {
      outgoing?.destroy(new Error(`no whole answer within ${String(ANSWER_WITHIN_MS / 1000)} s`));
    }, ANSWER_WITHIN_MS);
    const settle = (status: number, headers: Record<string, string>, body: string, error?: string): void => {
      clearTimeout(deadline);
      const duration = performance.now() - began;
      resolve({ kind: 'response', id: message.id, status, headers, body, duration, ...(error && { error }) });
    };
    try {
      outgoing = request({
        host: '127.0.0.1',
        port,
        method: message.method,
        path: message.path,
        headers: message.headers ?? {},
      });
    } catch (error) {
      settle(0, {}, '', (error as Error).message);
      return;
    }
    outgoing.on('response', (incoming) => {
      let body = '';
      const problems = reserved(incoming.rawHeaders);
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        body += chunk;
        if (body.length <= LONGEST_BODY) return;
        body = body.slice(0, LONGEST_BODY);
        problems.push(`The body is cut after ${LONGEST_BODY.toLocaleString('en-GB')} characters.`);
        incoming.destroy();
      });
      incoming.on('error', (error) => problems.push(`The body is not whole: ${error.message}.`));
      incoming.on('close', () => {
        settle(incoming.statusCode ?? 0, flatten(incoming.headers), body, problems.join(' '));
      });
    });
    outgoing.on('error', (error) => {
      settle(0, {}, '', error.message);
    });
    outgoing.end(message.body);
  });
}

/** Node gives names and values by turns. */
function reserved(rawHeaders: readonly string[]): string[] {
  const names = rawHeaders.filter((name, i) => i % 2 === 0 && RESERVED_NAMES.has(name.toLowerCase()));
  return names.length === 0 ? [] : [`Headers of a reserved name are left out: ${names.join(', ')}.`];
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !RESERVED_NAMES.has(name))
      .map(([name, value]) => [name, String(value)]),
  );
}
