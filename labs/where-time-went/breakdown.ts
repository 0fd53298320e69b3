/**
 * Where the time of a request went: the requests that your server answers, those that it makes for
 * them, the DNS lookups, and the CPU time of each, as lines of JSON in a file.
 *
 *     const breakdown = new Breakdown();
 *     breakdown.start('/path/to/log');
 *     http.createServer((request, response) => {
 *       breakdown.track(request, response);
 *       …
 *     });
 *
 * Take this file with you: it needs Node 24, and nothing else. The format of its lines is that
 * of @indutny/breakdown.
 */
import async_hooks from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import type { EventEmitter } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

/** Something that takes time and is logged: `start` when it begins, `end` when it is over. */
interface Span {
  id: number;
  type: 'HTTP_SERVER_REQUEST' | 'HTTP_CLIENT_REQUEST' | 'DNS_LOOKUP';
  parent: Span | undefined;
  /** Unix time in seconds. */
  startedAt: number;
  over: boolean;
  /** CPU time of its own code, in ms. */
  selfSpin: number;
  /** The same, with its children's. */
  spin: number;
}

/** What is done round each event of an emitter. */
interface Hooks {
  before?: (event: string | symbol, value: unknown) => void;
  after?: (event: string | symbol) => void;
}

const FLUSH_EVERY_MS = 50;
const READ_EVERY_MS = 1;

export class Breakdown {
  #file: number | undefined;
  #lines: string[] = [];
  #lastId = 0;
  #undo: (() => void)[] = [];
  #spanOf = new WeakMap<object, Span>();

  /** Begins to log to a file, which is emptied. Throws if it can't be written, or is being written already. */
  start(path: string): void {
    if (this.#file !== undefined) throw new Error('This breakdown was started already.');
    try {
      this.#file = openSync(path, 'w');
    } catch (cause) {
      const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
      throw new Error(`The breakdown can't write to "${path}" (${code}). Give it a file that it may write.`, {
        cause,
      });
    }
    this.#watchCallbacks();
    this.#watchServer();
    this.#watchHttpCalls();
    this.#watchFetch();
    this.#watchLookups();
    const timer = setInterval(() => this.#flush(), FLUSH_EVERY_MS).unref();
    const flush = () => this.#flush();
    process.on('exit', flush);
    this.#undo.push(() => {
      clearInterval(timer);
      process.off('exit', flush);
    });
  }

  /** Writes what is not written yet, and takes back all that `start` did. */
  stop(): void {
    this.#flush();
    this.#close();
  }

  /** Call this first when a request comes in. What runs for it from then on is its own. */
  track(request: IncomingMessage, response: ServerResponse): void {
    if (this.#file === undefined || this.#spanOf.has(request)) return;
    const { method, headers, url } = request;
    const span = this.#begin('HTTP_SERVER_REQUEST', undefined, { method, headers, url });
    this.#spanOf.set(request, span);
    this.#enter(span);
    // A body arrives in callbacks of the connection, which knows no request.
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    if (hasBody) this.#own(request, span);
    response.once('close', () => this.#end(span));
  }

  // ── Whose code is running ──

  /** Who pays for the CPU time since `#paidUntil`; nobody between two callbacks. */
  #owner: Span | undefined;
  /** The owners of the callbacks that the running one has interrupted. */
  #outer: (Span | undefined)[] = [];
  #paidUntil = 0;
  /** When this thread's CPU time was last read, and what it was. */
  #readAt = 0;
  #cpuTime = 0;

  // #region attribution
  /** The code that runs now belongs to `span`, and so does all that it starts. */
  #remember(_span: Span | undefined): void {
    // Here this tracer ends: it knows whose code is running until the first await, and no further.
  }

  /** Runs `task`: all that it starts belongs to `span`. */
  #rememberDuring<T>(_span: Span | undefined, task: () => T): T {
    return task();
  }

  /** A callback has just begun, perhaps the rest of a handler after an await. Whose is it? */
  #recall(): Span | undefined {
    return undefined;
  }
  // #endregion

  /** Node tells of the beginning and the end of each callback. */
  #watchCallbacks(): void {
    const hook = async_hooks.createHook({
      before: () => {
        this.#outer.push(this.#owner);
        this.#handTo(this.#recall());
      },
      after: () => {
        this.#handTo(this.#outer.pop());
      },
    });
    hook.enable();
    this.#undo.push(() => hook.disable());
  }

  #handTo(next: Span | undefined): void {
    if (next === this.#owner) return;
    this.#pay();
    this.#owner = next;
  }

  /**
   * The time that passed is cheap to read, but it passes also while another program has the core. So
   * every millisecond it is compared with this thread's CPU time, which takes far longer to read.
   */
  #pay(): void {
    const now = performance.now();
    let spent = now - this.#paidUntil;
    this.#paidUntil = now;
    if (now - this.#readAt > READ_EVERY_MS) {
      const cpuTime = threadTime();
      spent = Math.min(spent, cpuTime - this.#cpuTime);
      this.#readAt = now;
      this.#cpuTime = cpuTime;
    }
    let payer = this.#owner;
    // What runs late for a call that is over is paid by the request that made it.
    while (payer?.over) payer = payer.parent;
    if (!payer) return;
    payer.selfSpin += spent;
    for (let span: Span | undefined = payer; span; span = span.parent) span.spin += spent;
  }

  #enter(span: Span | undefined): void {
    this.#handTo(span);
    this.#remember(span);
  }

  #within<T>(span: Span | undefined, task: () => T): T {
    const outer = this.#owner;
    this.#handTo(span);
    try {
      return this.#rememberDuring(span, task);
    } finally {
      this.#handTo(outer);
    }
  }

  /** What listens to this emitter's events runs for `span`. */
  #own(emitter: EventEmitter, span: Span | undefined, { before, after }: Hooks = {}): void {
    const emit = emitter.emit.bind(emitter);
    emitter.emit = (event: string | symbol, ...values: unknown[]) => {
      before?.(event, values[0]);
      const run = () => emit(event, ...values);
      const heard = emitter.listenerCount(event) > 0 ? this.#within(span, run) : run();
      after?.(event);
      return heard;
    };
  }

  // ── What is watched ──

  #subscribe(channel: string, listener: (message: never) => void): void {
    const onMessage = listener as (message: unknown) => void;
    subscribe(channel, onMessage);
    this.#undo.push(() => unsubscribe(channel, onMessage));
  }

  /** A connection carries one request after the other: each begins with nobody's code. */
  #watchServer(): void {
    this.#subscribe('http.server.request.start', () => this.#enter(undefined));
  }

  /** `http.request` and `http.get`, also of https. */
  #watchHttpCalls(): void {
    this.#subscribe('http.client.request.created', ({ request }: { request: ClientRequest }) => {
      const { method, path } = request;
      const headers = request.getHeaders();
      const span = this.#begin('HTTP_CLIENT_REQUEST', this.#owner, { method, path, headers });
      let answered = false;
      this.#own(request, span, {
        before: (event, value) => {
          if (event !== 'response') return;
          answered = true; // It goes on until the response was read.
          this.#own(value as IncomingMessage, span, {
            after: (told) => {
              if (told === 'end' || told === 'close') this.#end(span);
            },
          });
        },
        after: (event) => {
          if (event === 'close' && !answered) this.#end(span);
        },
      });
    });
  }

  /** `fetch`, and undici as a package. */
  #watchFetch(): void {
    interface UndiciRequest {
      method: string;
      path: string;
      origin: string | URL;
      headers: string[];
    }
    type About = { request: UndiciRequest };
    this.#subscribe('undici:request:create', ({ request }: About) => {
      const { method, path } = request;
      const headers = { host: new URL(request.origin).host, ...inPairs(request.headers) };
      const span = this.#begin('HTTP_CLIENT_REQUEST', this.#owner, { method, path, headers });
      this.#spanOf.set(request, span);
    });
    // A connection is opened for one request and used by others: its events are nobody's until it
    // is known which request they are about.
    this.#subscribe('undici:client:connected', ({ socket }: { socket: EventEmitter }) => {
      this.#own(socket, undefined);
    });
    this.#subscribe('undici:request:headers', ({ request }: About) => this.#enter(this.#spanOf.get(request)));
    const end = ({ request }: About) => {
      const span = this.#spanOf.get(request);
      if (span) this.#end(span);
    };
    this.#subscribe('undici:request:trailers', end);
    this.#subscribe('undici:request:error', end);
  }

  /** No channel tells of lookups, so `dns.lookup` is replaced. Clients call it before they connect. */
  #watchLookups(): void {
    type Answer = (...answer: unknown[]) => void;
    type Lookup = (hostname: string, ...rest: unknown[]) => void;
    const { lookup, promises } = dns;
    const lookupPromise = promises.lookup;

    const watched: Lookup = (hostname, ...rest) => {
      const callback = rest.pop() as Answer | undefined;
      // An address needs no lookup, and a call without a callback is an error: dns says which.
      if (isIP(hostname) !== 0 || typeof callback !== 'function') {
        (lookup as Lookup)(hostname, ...rest, callback);
        return;
      }
      const span = this.#beginLookup(hostname, rest[0]);
      const onAnswer: Answer = (...answer) => {
        this.#within(span, () => callback(...answer));
        this.#end(span);
      };
      try {
        (lookup as Lookup)(hostname, ...rest, onAnswer);
      } catch (error) {
        this.#end(span);
        throw error;
      }
    };
    // With its properties, which `util.promisify` reads.
    dns.lookup = Object.defineProperties(watched, Object.getOwnPropertyDescriptors(lookup)) as typeof lookup;
    promises.lookup = ((hostname: string, options: dns.LookupOptions) => {
      if (isIP(hostname) !== 0) return lookupPromise(hostname, options);
      const span = this.#beginLookup(hostname, options);
      return lookupPromise(hostname, options).finally(() => this.#end(span));
    }) as typeof lookupPromise;
    syncBuiltinESMExports();
    this.#undo.push(() => {
      Object.assign(dns, { lookup });
      promises.lookup = lookupPromise;
      syncBuiltinESMExports();
    });
  }

  #beginLookup(hostname: string, options: unknown): Span {
    return this.#begin('DNS_LOOKUP', this.#owner, { family: familyOf(options), hostname });
  }

  // ── What is written ──

  #begin(type: Span['type'], parent: Span | undefined, meta: Record<string, unknown>): Span {
    this.#lastId += 1;
    const span = { id: this.#lastId, type, parent, startedAt: unixTime(), over: false, selfSpin: 0, spin: 0 };
    const path: number[] = [];
    for (let one = parent; one; one = one.parent) path.push(one.id);
    this.#write({ event: 'start', id: span.id, type, path, timestamp: span.startedAt, meta });
    return span;
  }

  #end(span: Span): void {
    if (span.over) return;
    this.#pay();
    span.over = true;
    const { id, type, startedAt } = span;
    const [spin, selfSpin] = [inSeconds(span.spin), inSeconds(span.selfSpin)];
    const timestamp = unixTime();
    const duration = Number((timestamp - startedAt).toFixed(6));
    this.#write({ event: 'end', id, type, spin, selfSpin, timestamp, duration });
  }

  #write(event: Record<string, unknown>): void {
    if (this.#file !== undefined) this.#lines.push(JSON.stringify(event));
  }

  /** One write for many lines. A service must not end because its log can't be written. */
  #flush(): void {
    if (this.#file === undefined || this.#lines.length === 0) return;
    const text = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    try {
      writeFileSync(this.#file, text);
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      process.emitWarning(`The breakdown ends here: its file can't be written (${code}).`);
      this.#close();
    }
  }

  #close(): void {
    if (this.#file === undefined) return;
    for (const undo of this.#undo.splice(0)) undo();
    closeSync(this.#file);
    this.#file = undefined;
    this.#owner = undefined;
    this.#outer = [];
  }
}

/** CPU time that this thread has used, in ms: other programs on the same core do not count. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Seconds, to the microsecond. */
function unixTime(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1_000_000;
}

/** From milliseconds, to the nanosecond. */
function inSeconds(ms: number): number {
  return Math.round(ms * 1_000_000) / 1_000_000_000;
}

/** undici has headers as a list: name, value, name, value. */
function inPairs(list: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < list.length; i += 2) headers[String(list[i]).toLowerCase()] = String(list[i + 1]);
  return headers;
}

function familyOf(options: unknown): string {
  const family = typeof options === 'object' ? (options as dns.LookupOptions | null)?.family : options;
  if (family === 4 || family === 'IPv4') return 'IPv4';
  return family === 6 || family === 'IPv6' ? 'IPv6' : 'any';
}
