import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { ControlMessage } from '../../../labs/kit/messages.ts';
import type { RecordOf } from '../../../labs/kit/records.ts';

export type RequestMessage = Extract<ControlMessage, { type: 'request' }>;
export type Method = RequestMessage['method'];
export const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** A request as the learner wrote it. */
export interface Draft {
  process: string;
  method: Method;
  path: string;
  body: string;
}

export interface Exchange extends Draft {
  id: string;
  /** Undefined until the answer is there. */
  response: RecordOf<'response'> | undefined;
}

/** Exchanges that are shown; older ones go. */
const KEPT = 20;

export interface Requests {
  /** The newest first. */
  readonly exchanges: Signal<readonly Exchange[]>;
  send: (draft: Draft) => void;
  /** Takes in an answer. */
  add: (response: RecordOf<'response'>) => void;
  clear: () => void;
}

export function createRequests(send: (message: ControlMessage) => void): Requests {
  const exchanges = signal<readonly Exchange[]>([]);
  let count = 0;
  return {
    exchanges,
    send(draft) {
      count += 1;
      const id = `page-${String(count)}`;
      exchanges.value = [{ ...draft, id, response: undefined }, ...exchanges.value].slice(0, KEPT);
      const body = takesBody(draft.method) && draft.body !== '' ? draft.body : undefined;
      send({
        type: 'request',
        id,
        process: draft.process,
        method: draft.method,
        path: draft.path,
        ...(body === undefined ? {} : { body, headers: { 'content-type': contentType(body) } }),
      });
    },
    add(response) {
      exchanges.value = exchanges.value.map((exchange) =>
        exchange.id === response.id ? { ...exchange, response } : exchange,
      );
    },
    clear() {
      exchanges.value = [];
    },
  };
}

export function takesBody(method: Method): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function contentType(body: string): string {
  try {
    JSON.parse(body);
    return 'application/json';
  } catch {
    return 'text/plain';
  }
}

/** Why a path cannot be sent, in a sentence, or undefined. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'A path starts with /.';
  if (!/^[\x21-\x7e]*$/.test(path))
    return 'A path has no spaces and no letters outside ASCII; write them as %20.';
  return undefined;
}

/** The same request for a shell, quoted. */
export function curlLine({ method, path, body }: Draft, port: number): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const data =
    takesBody(method) && body !== ''
      ? [`-H ${quote(`content-type: ${contentType(body)}`)}`, `-d ${quote(body)}`]
      : [];
  const verb = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : [`-X ${method}`];
  return ['curl', ...verb, ...data, quote(`http://127.0.0.1:${String(port)}${path}`)].join(' ');
}
