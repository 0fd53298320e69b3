/** The gate in front of the real server: what it must refuse, over the wire, and that nothing was started. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { routes, type Route } from '../../src/server/routes.ts';
import type { RunningServer } from '../../src/server/server.ts';
import { requestText, sendRaw } from './raw.ts';
import { createWitness } from './witness.ts';

// Before the kit is loaded, which reads it once.
vi.hoisted(() => {
  process.env['UNDER_LOAD_LABS'] = new URL('../fixtures/labs', import.meta.url).pathname;
});
const { startServer } = await import('../../src/server/server.ts');

const dist = fileURLToPath(new URL('../fixtures/site', import.meta.url));
const witness = createWitness();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ port: 0, dist, supervisor: witness.file });
});
afterAll(async () => {
  await server.close();
  witness.remove();
});

const own = (): string => `127.0.0.1:${String(server.port)}`;
const base = (): string => `http://${own()}`;
const bearer = (): string => `Authorization: Bearer ${server.token}`;
const aRun = JSON.stringify({ lab: 'echo' });

/** A run as the page asks for it; each case spoils one thing. */
function askForRun(spoilt: Record<string, string | undefined> = {}, body: string = aRun): Promise<Response> {
  const headers: Record<string, string | undefined> = {
    origin: base(),
    authorization: `Bearer ${server.token}`,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    ...spoilt,
  };
  const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${base()}/api/runs`, { method: 'POST', headers: Object.fromEntries(kept), body });
}

async function expectRefusal(response: Response, status: number, code?: string): Promise<void> {
  expect(response.status).toBe(status);
  const body = (await response.json()) as { error: Record<string, string> };
  expect(Object.keys(body.error)).toEqual(['code', 'message', 'next']);
  if (code !== undefined) expect(body.error['code']).toBe(code);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(JSON.stringify(body)).not.toContain(server.token);
}

/** What Express really has, whoever put it there. */
interface Layer {
  name: string;
  route?: { path: string; methods: Record<string, boolean> };
}
const layers = (): Layer[] => (server.app.router as unknown as { stack: Layer[] }).stack;

it('lets the page that is served start a run: what is refused below is not refused for nothing', async () => {
  const response = await askForRun();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  await response.text();
  expect(witness.sawStart()).toBe(true);
});

describe('the router', () => {
  it('has the routes of the table and no other, and the gate before all of them', () => {
    const found = layers().flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    );
    expect(found).toEqual(routes.map(({ method, path }) => `${method} ${path}`));
    const middleware = layers().map(({ name, route }) => (route ? 'route' : name));
    expect(middleware).toEqual([
      'headers',
      'gate',
      ...routes.map(() => 'route'),
      'refuseRest',
      'answerFailure',
    ]);
  });

  it('answers no method but those of the table', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      for (const target of ['/', '/api/engine', '/api/runs', '*']) {
        const { status } = await sendRaw(
          server.port,
          requestText(method, target, [`Host: ${own()}`, `Origin: ${base()}`, bearer()]),
        );
        expect([400, 405], `${method} ${target}`).toContain(status);
      }
    }
  });

  it('knows no second spelling of an address of the API', async () => {
    for (const target of [
      '/API/engine',
      '/api/engine/',
      '/api/Engine',
      '/%61pi/engine',
      '/api%2fengine',
      '/./api/engine',
      '/x/../api/engine',
      '/api//engine',
      '//api/engine',
      '/api/runs/../engine',
      '/api/engine;x',
      '/api',
    ]) {
      const { status } = await sendRaw(server.port, requestText('GET', target, [`Host: ${own()}`, bearer()]));
      expect([400, 404], target).toContain(status);
    }
  });
});

describe('the token', () => {
  const concrete = (path: string): string => path.replace(':id', 'abc').replace(':name', 'a.txt');
  const guarded = routes.filter((route) => route.access === 'token');

  it('is wanted by every route but the site', () => {
    expect(routes.filter((route) => route.access !== 'token').map((route) => route.name)).toEqual(['site']);
  });

  it.each(guarded)('$method $path refuses whoever has none, or another', async ({ method, path }: Route) => {
    const { token } = server;
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `bearer ${token}`,
      `Basic ${token}`,
      token,
      `Bearer ${token.toUpperCase()}`,
      `Bearer ${'a'.repeat(token.length)}`,
    ];
    for (const authorization of wrong) {
      const response = await fetch(`${base()}${concrete(path)}?token=${token}`, {
        method,
        headers: {
          origin: base(),
          'content-type': 'application/json',
          cookie: `token=${token}`,
          ...(authorization !== undefined && { authorization }),
        },
        ...(method === 'POST' && { body: aRun }),
      });
      await expectRefusal(response, 401, 'wrong-token');
    }
    expect(witness.sawStart()).toBe(false);
  });

  it('is in nothing that is served without it', async () => {
    for (const path of ['/', '/lesson/', '/nowhere', '/api/engine']) {
      const response = await fetch(base() + path);
      expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain(server.token);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('is another one at each start', async () => {
    const other = await startServer({ port: 0, dist, supervisor: witness.file });
    expect(other.token).not.toBe(server.token);
    expect(Buffer.from(other.token, 'base64url').length).toBeGreaterThanOrEqual(16);
    await other.close();
  });
});

describe('the Host header', () => {
  const port = (): string => String(server.port);
  const right = ['127.0.0.1:PORT', 'localhost:PORT', '[::1]:PORT'];
  const wrong = [
    '',
    'PORT',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:1',
    '127.0.0.1:PORT0',
    'evil.test',
    'evil.test:PORT',
    'localhost.evil.test:PORT',
    'evil.localhost:PORT',
    '127.0.0.1.evil.test:PORT',
    'LOCALHOST:PORT',
    'localhost.:PORT',
    '127.0.0.2:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0x7f.0.0.1:PORT',
    '0.0.0.0:PORT',
    '[::]:PORT',
    '::1:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '[0:0:0:0:0:0:0:1]:PORT',
    'user@127.0.0.1:PORT',
    '127.0.0.1:PORT, evil.test',
    '127.0.0.1:PORT/',
    'evil.test#127.0.0.1:PORT',
  ];

  it.each(right)('%s is ours', async (host) => {
    const { status } = await sendRaw(
      server.port,
      requestText('GET', '/', [`Host: ${host.replace('PORT', port())}`]),
    );
    expect(status).toBe(200);
  });

  it.each(wrong)('"%s" is refused for pages and for runs', async (name) => {
    const host = name.replace('PORT', port());
    const page = await sendRaw(server.port, requestText('GET', '/', [`Host: ${host}`]));
    expect([400, 403]).toContain(page.status);
    for (const origin of [`http://${host}`, base()]) {
      const run = await sendRaw(
        server.port,
        requestText(
          'POST',
          '/api/runs',
          [`Host: ${host}`, `Origin: ${origin}`, bearer(), 'Content-Type: application/json'],
          aRun,
        ),
      );
      expect([400, 403]).toContain(run.status);
    }
    expect(witness.sawStart()).toBe(false);
  });

  it('must be there, and once', async () => {
    const none = await sendRaw(server.port, requestText('GET', '/', []));
    const old = await sendRaw(server.port, 'GET / HTTP/1.0\r\n\r\n');
    const two = await sendRaw(server.port, requestText('GET', '/', [`Host: ${own()}`, 'Host: evil.test']));
    const twice = await sendRaw(server.port, requestText('GET', '/', [`Host: ${own()}`, `Host: ${own()}`]));
    expect([none.status, two.status, twice.status]).toEqual([400, 400, 400]);
    expect([400, 403]).toContain(old.status);
  });

  it('is not overruled by what a proxy would send', async () => {
    const sent = ['X-Forwarded-Host', 'X-Original-Host', 'Forwarded'].map((name) => `${name}: ${own()}`);
    expect((await sendRaw(server.port, requestText('GET', '/', ['Host: evil.test', ...sent]))).status).toBe(
      403,
    );
  });

  it('of another site cannot come in through an absolute target', async () => {
    for (const target of [
      `http://${own()}/`,
      'http://evil.test/',
      `http://${own()}/api/engine`,
      'evil.test:80',
      '*',
      `//${own()}/`,
      '/\\evil.test',
    ]) {
      const { status } = await sendRaw(server.port, requestText('GET', target, [`Host: ${own()}`, bearer()]));
      expect([400, 404], target).toContain(status);
    }
    const run = await sendRaw(
      server.port,
      requestText(
        'POST',
        `http://${own()}/api/runs`,
        [`Host: ${own()}`, `Origin: ${base()}`, bearer(), 'Content-Type: application/json'],
        aRun,
      ),
    );
    expect(run.status).toBe(400);
    expect(witness.sawStart()).toBe(false);
  });
});

describe('another origin', () => {
  it.each([
    'null',
    'http://evil.test',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:PORT',
    'http://127.0.0.1:PORT.evil.test',
    'http://127.0.0.1:PORT/',
    'HTTP://127.0.0.1:PORT',
    'file://',
    '',
  ])('"%s" starts nothing and reads nothing', async (name) => {
    const origin = name.replace('PORT', String(server.port));
    await expectRefusal(await askForRun({ origin }), 403, 'wrong-origin');
    const reads = await sendRaw(
      server.port,
      requestText('GET', '/api/engine', [`Host: ${own()}`, `Origin: ${origin}`, bearer()]),
    );
    expect(reads.status).toBe(403);
    expect(witness.sawStart()).toBe(false);
  });

  it('must be told from our own by the request itself: none is not enough to start a run', async () => {
    await expectRefusal(await askForRun({ origin: undefined }), 403, 'wrong-origin');
    expect(witness.sawStart()).toBe(false);
  });

  it.each(['cross-site', 'same-site', 'none', 'SAME-ORIGIN', 'other', ''])(
    'Sec-Fetch-Site "%s" starts nothing',
    async (site) => {
      const run = await sendRaw(
        server.port,
        requestText(
          'POST',
          '/api/runs',
          [
            `Host: ${own()}`,
            `Origin: ${base()}`,
            bearer(),
            'Content-Type: application/json',
            `Sec-Fetch-Site: ${site}`,
          ],
          aRun,
        ),
      );
      const read = await sendRaw(
        server.port,
        requestText('GET', '/api/engine', [`Host: ${own()}`, bearer(), `Sec-Fetch-Site: ${site}`]),
      );
      expect([run.status, read.status]).toEqual([403, 403]);
      expect(witness.sawStart()).toBe(false);
    },
  );

  it('gets no page to put into a frame, a script tag or an image, while the address bar does', async () => {
    const ask = (...lines: string[]): Promise<{ status: number }> =>
      sendRaw(server.port, requestText('GET', '/', [`Host: ${own()}`, ...lines]));
    expect(
      (await ask('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script')).status,
    ).toBe(403);
    expect(
      (await ask('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'))
        .status,
    ).toBe(403);
    expect(
      (await ask('Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document')).status,
    ).toBe(403);
    expect(
      (await ask('Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document')).status,
    ).toBe(200);
  });

  it.each(['Sec-Purpose: prefetch', 'Sec-Purpose: prefetch;prerender', 'Purpose: prefetch'])(
    'gets no page fetched ahead of time, which a browser calls an opening by itself ("%s")',
    async (purpose) => {
      const navigation = ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
      const lines = [`Host: ${own()}`, ...navigation, purpose];
      expect((await sendRaw(server.port, requestText('GET', '/', lines))).status).toBe(403);
    },
  );

  it('is never told that it may read', async () => {
    const response = await fetch(`${base()}/api/runs`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://evil.test',
        'access-control-request-method': 'POST',
        'access-control-request-private-network': 'true',
      },
    });
    await expectRefusal(response, 403);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('the browser that the server opens', () => {
  const come = (target: string, dest = 'document'): Promise<{ status: number }> =>
    sendRaw(
      server.port,
      requestText('GET', target, [
        `Host: ${own()}`,
        'Sec-Fetch-Site: cross-site',
        'Sec-Fetch-Mode: navigate',
        `Sec-Fetch-Dest: ${dest}`,
      ]),
    );
  afterEach(() => {
    server.expectBrowser(undefined);
  });

  const door = '/?opened=0123456789abcdef';

  it('may come once, by the door that only it was told, and nowhere else', async () => {
    server.expectBrowser(door, () => {
      server.expectBrowser(undefined);
    });
    expect((await come('/')).status).toBe(403);
    expect((await come('/?opened=0123456789abcdee')).status).toBe(403);
    expect((await come('/lesson/')).status).toBe(403);
    expect((await come(door, 'iframe')).status).toBe(403);
    expect((await come('/api/engine')).status).toBe(403);
    expect((await come(door)).status).toBe(200);
    expect((await come(door)).status).toBe(403);
  });
});

describe('a body', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'text/json',
    'application/jsonp',
    '',
  ])('of type "%s" is not read', async (type) => {
    await expectRefusal(await askForRun({ 'content-type': type }), 415, 'not-json');
    expect(witness.sawStart()).toBe(false);
  });

  it('without a type, or compressed, is not read', async () => {
    const untyped = await sendRaw(
      server.port,
      requestText('POST', '/api/runs', [`Host: ${own()}`, `Origin: ${base()}`, bearer()], aRun),
    );
    expect(untyped.status).toBe(415);
    await expectRefusal(await askForRun({ 'content-encoding': 'gzip' }), 415);
    expect(witness.sawStart()).toBe(false);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '"echo"',
    '1',
    '{}',
    '{"lab":1}',
    '{"lab":""}',
    '{"lab":"echo","extra":1}',
    '{"lab":"echo","edits":[]}',
    '{"lab":"echo","edits":{"server.ts":1}}',
    '{"lab":"echo","edits":{"":""}}',
    '{"lab":"echo","controls":{"speed":{}}}',
    '{"lab":"echo","controls":{"speed":1e999}}',
    '{"lab":"echo","seconds":-1}',
    '{"lab":"echo","variant":"other"}',
    '{"lab":"echo"}{"lab":"echo"}',
    '\ufeff{"lab":"echo", "seconds":0}',
  ])('that says %s is refused', async (body) => {
    await expectRefusal(await askForRun({}, body), 400);
    expect(witness.sawStart()).toBe(false);
  });

  it.each([
    '{"lab":"echo","__proto__":{"variant":"solution"}}',
    '{"lab":"echo","edits":{"__proto__":"x"}}',
    '{"lab":"echo","edits":{"constructor":"x"}}',
    '{"lab":"echo","controls":{"__proto__":1}}',
    '{"__proto__":{"lab":"echo"}}',
    '{"lab":"echo","controls":{"prototype":1}}',
  ])('that tampers with objects is refused: %s', async (body) => {
    await expectRefusal(await askForRun({}, body), 400);
    expect(({} as Record<string, unknown>)['variant']).toBeUndefined();
    expect(witness.sawStart()).toBe(false);
  });

  it('of more than 1 MiB is refused, said beforehand or not', async () => {
    const large = JSON.stringify({ lab: 'echo', edits: { 'server.ts': 'x'.repeat(1024 * 1024) } });
    await expectRefusal(await askForRun({}, large), 413, 'too-large');
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`.repeat(20);
    const chunked = await sendRaw(
      server.port,
      `${requestText('POST', '/api/runs', [`Host: ${own()}`, `Origin: ${base()}`, bearer(), 'Content-Type: application/json', 'Transfer-Encoding: chunked'])}${chunk}0\r\n\r\n`,
    );
    expect(chunked.status).toBe(413);
    expect(witness.sawStart()).toBe(false);
  });

  it('of two lengths, or of a length and chunks, is refused', async () => {
    const head = [`Host: ${own()}`, `Origin: ${base()}`, bearer(), 'Content-Type: application/json'];
    const two = await sendRaw(
      server.port,
      requestText('POST', '/api/runs', [...head, 'Content-Length: 3'], aRun),
    );
    const both = await sendRaw(
      server.port,
      requestText('POST', '/api/runs', [...head, 'Transfer-Encoding: chunked'], aRun),
    );
    expect([two.status, both.status]).toEqual([400, 400]);
    expect(witness.sawStart()).toBe(false);
  });

  it('that never ends is given up', { timeout: 30_000 }, async () => {
    const began = performance.now();
    const head = [
      `Host: ${own()}`,
      `Origin: ${base()}`,
      bearer(),
      'Content-Type: application/json',
      'Content-Length: 100',
    ];
    const [body, header] = await Promise.all([
      sendRaw(server.port, `${requestText('POST', '/api/runs', head)}{"lab"`),
      sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: '),
    ]);
    expect([408, 400, 0]).toContain(body.status);
    expect([408, 400, 0]).toContain(header.status);
    expect(performance.now() - began).toBeLessThan(13_000);
    expect(witness.sawStart()).toBe(false);
  });
});

/** Ways to name a file outside of where one should be. */
const traversals = [
  '../server.ts',
  '..\\server.ts',
  '/etc/passwd',
  'a/../../server.ts',
  './server.ts',
  'server.ts/',
  'server.ts\0',
  'server.ts\0.txt',
  'SERVER.TS',
  'server.ts ',
  ' server.ts',
  '%2e%2e/server.ts',
  '..%2fserver.ts',
  '....//server.ts',
  'file:///etc/passwd',
  'C:\\server.ts',
  '\\\\host\\share',
  'lab.ts',
  'solution/server.ts',
  'greeting.ts',
  '.',
  '..',
  '~/.bashrc',
  'server.ts:stream',
  'se\u0301rver.ts',
  '../../../../../../tmp/x',
  'kit/probe.ts',
  '../kit/probe.ts',
  'x'.repeat(201),
];

describe('names of files and labs', () => {
  it.each(traversals)('no edit of "%s"', async (name) => {
    await expectRefusal(
      await askForRun({}, JSON.stringify({ lab: 'echo', edits: { 'server.ts': '', [name]: 'x' } })),
      400,
    );
    expect(witness.sawStart()).toBe(false);
  });

  it.each([
    '../labs/echo',
    'echo/',
    './echo',
    'echo/../echo',
    '.',
    '..',
    'Echo',
    'echo\0',
    '',
    'constructor',
    'node_modules',
    'kit',
  ])('no lab "%s"', async (lab) => {
    await expectRefusal(await askForRun({}, JSON.stringify({ lab })), 400);
    expect(witness.sawStart()).toBe(false);
  });

  it('names the lab, file or control that was probably meant', async () => {
    const next = async (body: unknown): Promise<string> =>
      ((await (await askForRun({}, JSON.stringify(body))).json()) as { error: { next: string } }).error.next;
    expect(await next({ lab: 'ecco' })).toContain('"echo"');
    expect(await next({ lab: 'echo', edits: { 'serve.ts': '' } })).toContain('"server.ts"');
    expect(await next({ lab: 'echo', controls: { spede: 1 } })).toContain('"speed"');
    expect(await next({ lab: 'echo', controls: { speed: 101 } })).toContain('0 to 100');
    expect(witness.sawStart()).toBe(false);
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/lesson/../../package.json',
    '/..\\package.json',
    '/%5c..%5cpackage.json',
    '/index.html%00',
    '/index.html%00.js',
    '/%',
    '/%ff',
    '/%c0%ae%c0%ae/package.json',
    '/.env',
    '/.git/config',
    '/lesson/%2e%2e/%2e%2e/gate.test.ts',
    '/etc/passwd',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/index.html/',
    '/%252e%252e/package.json',
    '/~root',
  ])('no file of the site at %s', async (target) => {
    const { status, text } = await sendRaw(server.port, requestText('GET', target, [`Host: ${own()}`]));
    expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/under-load|vitest|root:|\[core\]/);
  });
});

describe('what is served', () => {
  it('carries the policy, a refusal as well as a page', async () => {
    for (const path of ['/', '/lesson/', '/nowhere', '/api/engine']) {
      const { headers } = await fetch(base() + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(/script-src[^;]*unsafe/.test(policy)).toBe(false);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('gives the page of flame graphs, which is by others, a policy by which it can ask nothing of the server', async () => {
    const policyOf = async (path: string) =>
      (await fetch(base() + path)).headers.get('content-security-policy')?.split('; ') ?? [];
    const policy = await policyOf('/speedscope/');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain('connect-src blob:');
    expect(policy).toContain("form-action 'none'");
    expect(await policyOf('/speedscope/speedscope.js')).toEqual(policy);
    for (const path of ['/', '/speedscope', '/lesson/speedscope/'])
      expect(await policyOf(path)).toContain("connect-src 'self'");
  });

  it('lets the search’s own worker compile WebAssembly, and nothing else that is served', async () => {
    const policyOf = async (path: string) =>
      (await fetch(base() + path)).headers.get('content-security-policy')?.split('; ') ?? [];
    const policy = await policyOf('/pagefind/worker.js');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    for (const path of ['/', '/pagefind', '/lesson/', '/lesson/pagefind/worker.js'])
      expect((await policyOf(path)).join(), path).not.toContain('wasm');
  });

  it('is the built site: its pages, a slash that was left out, and its own page for what is not there', async () => {
    expect(await (await fetch(`${base()}/lesson/`)).text()).toContain('The page');
    const moved = await fetch(`${base()}/lesson`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/lesson/']);
    const missing = await fetch(`${base()}/nowhere`);
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('The page')]);
    expect((await fetch(`${base()}/`, { method: 'HEAD' })).status).toBe(200);
  });
});

it('a browser that goes away while it is served is no failure of the server', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (let times = 0; times < 100; times += 1) {
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(requestText('GET', '/', [`Host: ${own()}`]));
    // After one round the server reads, after some more it would have answered.
    for (let rounds = times % 5; rounds > 0; rounds -= 1) await new Promise(setImmediate);
    socket.resetAndDestroy();
  }
  expect((await sendRaw(server.port, requestText('GET', '/', [`Host: ${own()}`]))).status).toBe(200);
  expect(said.mock.calls.length).toBe(0);
  said.mockRestore();
});

describe('connections', () => {
  let crowded: RunningServer;
  let opened: Socket[] = [];
  beforeEach(async () => {
    crowded = await startServer({ port: 0, dist, supervisor: witness.file });
  });
  afterEach(async () => {
    for (const socket of opened) socket.destroy();
    opened = [];
    await crowded.close();
  });

  /** Opens connections one after the other, so that the server meets them in this order. */
  async function open(count: number): Promise<Socket[]> {
    const sockets: Socket[] = [];
    for (let index = 0; index < count; index += 1) {
      const socket = connect(crowded.port, '127.0.0.1').on('error', () => undefined);
      sockets.push(socket);
      await once(socket, 'connect');
    }
    opened.push(...sockets);
    return sockets;
  }
  /** Waits until so many are open; gives their places in the list. */
  async function stillOpen(sockets: readonly Socket[], count: number): Promise<number[]> {
    const open = (): number[] => sockets.flatMap((socket, index) => (socket.resume().closed ? [] : [index]));
    await vi.waitFor(() => {
      expect(open()).toHaveLength(count);
    }, 5000);
    return open();
  }
  const lastOf = (length: number, count: number): number[] =>
    Array.from({ length }, (_, index) => index).slice(-count);
  async function ask(socket: Socket, token: string): Promise<string> {
    const host = `127.0.0.1:${String(crowded.port)}`;
    socket.write(`GET /api/engine HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().slice(9, 12);
  }

  it('are 64 at once and no more: the one that has been there longest makes room', async () => {
    const sockets = await open(100);
    expect(await stillOpen(sockets, 64)).toEqual(lastOf(100, 64));
    const host = `Host: 127.0.0.1:${String(crowded.port)}`;
    expect((await sendRaw(crowded.port, requestText('GET', '/', [host]))).status).toBe(200);
  });

  it('that have shown the token stay, however many come after them', async () => {
    const [known, guessing] = (await open(2)) as [Socket, Socket];
    expect(await ask(known, crowded.token)).toBe('200');
    expect(await ask(guessing, 'wrong')).toBe('401');
    const flood = await open(200);
    expect(await stillOpen([known, guessing, ...flood], 64)).toEqual([0, ...lastOf(202, 63)]);
    expect(await ask(known, crowded.token)).toBe('200');
  });

  it('are 64 also where all of them have shown the token', async () => {
    const known = await open(64);
    for (const socket of known) expect(await ask(socket, crowded.token)).toBe('200');
    expect(await stillOpen([...known, ...(await open(1))], 64)).toEqual(lastOf(64, 64));
  });
});
