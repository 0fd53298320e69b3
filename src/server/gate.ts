/**
 * The one gate in front of everything: what it does not let through does not exist. Pure; the
 * server hands it what arrived, before anything of a body is read.
 *
 * The Host check must stand alone: in a rebinding attack the browser sends neither `Origin` nor
 * `Sec-Fetch-Site` on a GET. The other checks do not lean on it either.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerError } from './errors.ts';
import { routesAt, type Route } from './routes.ts';

export interface Arrived {
  method: string;
  /** The request's target as it was sent. */
  target: string;
  /** Names and values in turn, as they were sent: a header that came twice is there twice. */
  rawHeaders: readonly string[];
}

export interface GateRules {
  port: number;
  token: string;
  /** The target by which the browser that the server itself opened will come; undefined if none is expected (see open.ts). */
  door: string | undefined;
  routes: readonly Route[];
}

export type Passage = { ok: true; route: Route } | { ok: false; error: ServerError };

/** Headers that decide something here; none of them may come twice. */
const DECISIVE = ['host', 'origin', 'sec-fetch-site', 'authorization', 'content-type', 'content-encoding'];

const openThePrinted = 'Open the address that `npm start` printed last.';
const useThePage = 'Use the course from the address that `npm start` printed.';

function refused(status: number, code: string, message: string, next: string): Passage {
  return { ok: false, error: { status, code, message, next } };
}

/** Whether a request may pass, and to which route. */
export function passGate(arrived: Arrived, rules: GateRules): Passage {
  const header = readHeaders(arrived.rawHeaders);
  const twice = DECISIVE.find((name) => (header.get(name)?.length ?? 0) > 1);
  if (twice !== undefined)
    return refused(400, 'header-twice', `The header "${twice}" came twice.`, 'Send it once.');
  const one = (name: string): string | undefined => header.get(name)?.[0];

  if (!/^\/(?!\/)/.test(arrived.target))
    return refused(400, 'bad-target', 'The target of the request is no path.', 'Ask for a path, such as /.');
  const host = one('host');
  if (host === undefined || !ownHosts(rules.port).includes(host)) {
    return refused(
      403,
      'wrong-host',
      'This server answers to 127.0.0.1 and localhost alone, by its own port.',
      openThePrinted,
    );
  }

  const method = arrived.method === 'HEAD' ? 'GET' : arrived.method;
  const path = arrived.target.replace(/\?.*$/s, '');
  const origin = one('origin');
  if (origin === undefined ? method !== 'GET' : origin !== `http://${host}`) {
    return refused(
      403,
      'wrong-origin',
      'The request came from another page than this server\u2019s own.',
      useThePage,
    );
  }

  const here = routesAt(path, rules.routes);
  const route = here.find((candidate) => candidate.method === method);
  if (!fromOwnPage(one, route, arrived.target, rules)) {
    return refused(403, 'cross-site', 'The request was started by another site.', useThePage);
  }
  if (!route) {
    return here.length === 0
      ? refused(404, 'no-such-route', 'There is nothing here.', useThePage)
      : refused(
          405,
          'wrong-method',
          `This address does not take ${arrived.method}.`,
          `It takes ${here.map((other) => other.method).join(', ')}.`,
        );
  }
  if (route.access === 'page') return { ok: true, route };
  if (!sameSecret(one('authorization') ?? '', `Bearer ${rules.token}`)) {
    return refused(
      401,
      'wrong-token',
      'The token is missing, or it is of an earlier start of the server.',
      `${openThePrinted} Your edits are kept.`,
    );
  }
  if (method !== 'GET' && !isJson(one('content-type'), one('content-encoding'))) {
    return refused(
      415,
      'not-json',
      'Only JSON is taken here, in UTF-8 and not compressed.',
      'Send content-type: application/json.',
    );
  }
  return { ok: true, route };
}

/** What `Host` may be. A browser leaves out port 80. */
export function ownHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [
    `${name}:${String(port)}`,
    ...(port === 80 ? [name] : []),
  ]);
}

function readHeaders(raw: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), raw[index + 1] ?? '']);
  }
  return headers;
}

/** Browsers say who started a request; `none` is the address bar, and may open pages. */
function fromOwnPage(
  one: (name: string) => string | undefined,
  route: Route | undefined,
  target: string,
  rules: GateRules,
): boolean {
  const site = one('sec-fetch-site');
  if (site === undefined || site === 'same-origin') return true;
  if (route?.access !== 'page') return false;
  // A browser says `none` too of a page that another site told it to fetch ahead of time.
  if (site === 'none') return one('sec-purpose') === undefined && one('purpose') === undefined;
  // The file that hands the token to the browser is, to the browser, another site.
  return (
    rules.door !== undefined &&
    target === rules.door &&
    one('sec-fetch-mode') === 'navigate' &&
    one('sec-fetch-dest') === 'document'
  );
}

/** In constant time, whatever the lengths. */
function sameSecret(given: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

function isJson(type: string | undefined, encoding: string | undefined): boolean {
  return (
    encoding === undefined && type !== undefined && /^application\/json(;\s*charset="?utf-8"?)?$/i.test(type)
  );
}
