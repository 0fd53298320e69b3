/** The tracer of the lab where-time-went, as its solution has it, on real servers. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Breakdown } from '../../labs/where-time-went/solution/breakdown.ts';

interface Event {
  event: 'start' | 'end';
  id: number;
  type: string;
  path: number[];
  timestamp: number;
  meta: {
    method: string;
    url: string;
    path: string;
    headers: Record<string, string>;
    hostname: string;
    family: string;
  };
  duration: number;
  spin: number;
  selfSpin: number;
}

const SERVICE = fileURLToPath(new URL('tracer.ts', import.meta.url));

let folder = '';
let service: ChildProcess;
let port = 0;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'breakdown '));
  service = fork(SERVICE, [join(folder, 'a log.ndjson')]);
  [port] = (await once(service, 'message')) as [number];
});
afterEach(() => {
  service.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Ends the service; gives all that it logged. */
async function log(): Promise<{ events: Event[]; lines: string[] }> {
  service.send('stop');
  await once(service, 'message');
  const lines = readFileSync(join(folder, 'a log.ndjson'), 'utf8').trimEnd().split('\n');
  return { events: lines.map((line) => JSON.parse(line) as Event), lines };
}

const ask = async (path: string): Promise<void> => {
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
  expect(response.status).toBe(200);
};

const startsOf = (events: Event[], type: string) =>
  events.filter((one) => one.event === 'start' && one.type === type);
const endOf = (events: Event[], { id }: Event) => events.find((one) => one.event === 'end' && one.id === id);
/** CPU time of the requests with this address, in ms, in the order in which they came. */
const spins = (events: Event[], url: string) =>
  startsOf(events, 'HTTP_SERVER_REQUEST')
    .filter(({ meta }) => meta.url === url)
    .map((start) => (endOf(events, start)?.spin ?? NaN) * 1000);

describe('CPU time before and after an awaited call is that of the request', () => {
  const cases = ['none', 'http', 'agent', 'fetch', 'lookup'].flatMap((by) =>
    [[30, 20], [50, 50], [0, 40]].map(([before = 0, after = 0]) => ({ by, before, after })),
  ); // prettier-ignore
  test.each(cases)('$before + $after ms round a call by $by', async ({ by, before, after }) => {
    const url = `/known?before=${String(before)}&after=${String(after)}&by=${by}`;
    for (let time = 0; time < 4; time += 1) await ask(url);
    const { events } = await log();
    const burnt = before + after;
    // The first call of a kind loads its part of Node.
    const off = spins(events, url).slice(1).map((spin) => Math.abs(spin - burnt)); // prettier-ignore
    expect(off).toHaveLength(3);
    expect(Math.min(...off)).toBeLessThan(Math.max(0.15 * burnt, 10));
  });
});

/** Ms of CPU of every twentieth of many requests; the others use 5 to 20. */
const HEAVY = 60;
/** A thread's CPU time is brought up to date at the kernel's ticks, of 4 ms: less than two burns differ by. */
const TICK_MS = 4;
/** One reading in some hundreds is off by more than that, for others use the core too; half of three are not. */
const ROUNDS = 3;

test.each(['http', 'agent', 'fetch'])(
  '200 requests at once, with calls by %s, are kept apart',
  async (by) => {
    const burns = Array.from({ length: 200 }, (_, n) => ({
      n,
      burn: n % 20 === 0 ? HEAVY : 5 * ((n % 4) + 1),
    }));
    const url = ({ n, burn }: (typeof burns)[number]) =>
      `/known?before=${String(burn / 2)}&after=${String(burn / 2)}&by=${by}&n=${String(n)}`;
    await ask(`/known?before=0&after=0&by=${by}`);
    for (let round = 0; round < ROUNDS; round += 1) await Promise.all(burns.map((one) => ask(url(one))));
    const { events } = await log();
    // What is in it besides the burn is Node's own work for a request and its call, and no other's burn.
    const rest = burns.map((one) => {
      const readings = spins(events, url(one)).map((spin) => spin - one.burn);
      expect(readings, url(one)).toHaveLength(ROUNDS);
      return { of: url(one), ms: readings.sort((a, b) => a - b)[1] ?? NaN };
    });
    for (const { of, ms } of rest) {
      // Nobody pays less than was used for him, and so nobody else paid it.
      expect(ms, of).toBeGreaterThan(-TICK_MS);
      expect(ms, of).toBeLessThan(HEAVY / 3);
    }
    const sorted = rest.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(sorted[10], 'all but a few pay all of it').toBeGreaterThan(-1);
    expect(sorted[100]).toBeLessThan(HEAVY / 10);
    expect(sorted[180]).toBeLessThan(HEAVY / 5);
    // Every call belongs to the request that made it.
    const byId = new Map(startsOf(events, 'HTTP_SERVER_REQUEST').map((start) => [start.id, start]));
    const made = startsOf(events, 'HTTP_CLIENT_REQUEST').map(({ path, meta }) => ({
      n: /n=(\d*)$/.exec(meta.path)?.[1],
      of: byId.get(path[0] ?? 0)?.meta.url,
    }));
    expect(made).toHaveLength(1 + 200 * ROUNDS);
    for (const { n, of } of made.filter((one) => one.n !== ''))
      expect(of).toMatch(new RegExp(`n=${n ?? ''}$`));
  },
);

test('what runs in the callbacks of a call is the call’s own, until it is over', async () => {
  await ask('/callback');
  await ask('/callback');
  const { events } = await log();
  const request = startsOf(events, 'HTTP_SERVER_REQUEST').at(-1)!;
  const call = startsOf(events, 'HTTP_CLIENT_REQUEST').at(-1)!;
  expect(call.path).toEqual([request.id]);
  const [whole, part] = [endOf(events, request)!, endOf(events, call)!];
  expect(part.selfSpin * 1000).toBeGreaterThan(34.9);
  expect(part.selfSpin * 1000).toBeLessThan(45);
  expect(whole.selfSpin * 1000).toBeGreaterThan(14.9);
  expect(whole.selfSpin * 1000).toBeLessThan(25);
  expect(whole.spin).toBeCloseTo(whole.selfSpin + part.spin, 6);
});

test('a lookup belongs to the request that needed it, and there is none for a connection that is open', async () => {
  await ask('/known?before=0&after=0&by=agent&n=first');
  await ask('/known?before=0&after=0&by=agent&n=second');
  await ask('/known?before=0&after=0&by=lookup');
  const { events } = await log();
  const [first, , third] = startsOf(events, 'HTTP_SERVER_REQUEST');
  const lookups = startsOf(events, 'DNS_LOOKUP');
  expect(lookups.map(({ path }) => path)).toEqual([[first!.id], [third!.id]]);
  expect(lookups[0]!.meta).toEqual({ family: 'any', hostname: 'localhost' });
});

describe('the format is that of the source', () => {
  /** Lines of its README, shortened where it does not matter. */
  const example = [
    '{"event":"start","id":1,"type":"HTTP_SERVER_REQUEST","path":[],"timestamp":1594860311.81,"meta":{"method":"GET","headers":{"host":"127.0.0.1:8000"},"url":"/"}}',
    '{"event":"start","id":6,"type":"DNS_LOOKUP","path":[4,1],"timestamp":1594860311.822,"meta":{"family":"any","hostname":"example.com"}}',
    '{"event":"start","id":9,"type":"HTTP_CLIENT_REQUEST","path":[7,1],"timestamp":1594860311.824,"meta":{"method":"GET","path":"/","headers":{"host":"example.com"}}}',
    '{"event":"end","id":6,"type":"DNS_LOOKUP","spin":0.000507157,"selfSpin":0.000507157,"timestamp":1594860311.848,"duration":0.026}',
    '{"event":"end","id":9,"type":"HTTP_CLIENT_REQUEST","spin":0.0018,"selfSpin":0.0008,"timestamp":1594860311.869,"duration":0.045}',
    '{"event":"end","id":1,"type":"HTTP_SERVER_REQUEST","spin":0.052,"selfSpin":0.015,"timestamp":1594860311.9,"duration":0.09}',
  ].map((line) => JSON.parse(line) as Event);
  /** Fields in order, with the types of their values. */
  const shape = (value: object): unknown =>
    Object.entries(value).map(([key, one]: [string, unknown]) =>
      key === 'meta' ? [key, shape(one as object)] : [key, Array.isArray(one) ? 'array' : typeof one],
    );

  test.each(['http', 'fetch'])('with calls by %s', async (by) => {
    await ask(`/known?before=2&after=2&by=${by}`);
    const { events, lines } = await log();
    expect(lines).toHaveLength(6);
    for (const given of example) {
      const ours = events.find(({ event, type }) => event === given.event && type === given.type);
      expect(shape(ours!), `${given.event} ${given.type}`).toEqual(shape(given));
    }
  });

  test('times are seconds: unix time, and a duration that is the difference', async () => {
    const before = Date.now() / 1000;
    await ask('/known?before=0&after=30&by=http');
    const after = Date.now() / 1000;
    const { events } = await log();
    for (const start of events.filter(({ event }) => event === 'start')) {
      const end = endOf(events, start)!;
      expect(start.timestamp).toBeGreaterThan(before - 0.05);
      expect(end.timestamp).toBeLessThan(after + 0.05);
      expect(end.duration).toBeCloseTo(end.timestamp - start.timestamp, 5);
      expect(end.spin).toBeGreaterThanOrEqual(end.selfSpin);
    }
  });
});

test('calls that fail, are aborted or find no host end in the log', async () => {
  await ask('/fails');
  const { events } = await log();
  const calls = startsOf(events, 'HTTP_CLIENT_REQUEST');
  expect(calls.map(({ meta }) => meta.path)).toEqual(['/hangs-up', '/hangs-up', '/', '/silent']);
  for (const call of calls) expect(endOf(events, call), call.meta.path).toBeDefined();
  // After an aborted call undici connects once more, for nobody, and perhaps while the log is asked for.
  const lookups = startsOf(events, 'DNS_LOOKUP').filter(({ path }) => path.length > 0);
  expect(lookups.length).toBeGreaterThanOrEqual(3);
  for (const one of lookups) expect(endOf(events, one), one.meta.hostname).toBeDefined();
});

test('a request whose client goes away ends in the log, with the call that was made for it', async () => {
  const request = http.get({ port, path: '/waits', host: '127.0.0.1' });
  request.on('error', () => undefined);
  await once(service, 'message'); // it waits
  request.destroy();
  await once(service, 'message'); // its call was aborted
  const { events } = await log();
  const gone = startsOf(events, 'HTTP_SERVER_REQUEST').find(({ meta }) => meta.url === '/waits')!;
  expect(endOf(events, gone)).toBeDefined();
  const call = startsOf(events, 'HTTP_CLIENT_REQUEST').find(({ path }) => path[0] === gone.id)!;
  expect(endOf(events, call)).toBeDefined();
});

describe('start', () => {
  test('says that a file can’t be written, and leaves the tracer as it was', () => {
    const breakdown = new Breakdown();
    expect(() => breakdown.start(join(folder, 'no', 'such', 'folder'))).toThrow(
      /^The breakdown can't write to ".*folder" \(ENOENT\)\. Give it a file that it may write\.$/,
    );
    expect(() => breakdown.start(folder)).toThrow(/\(EISDIR\)/);
    breakdown.start(join(folder, 'other log'));
    breakdown.stop();
  });

  test('refuses to start twice, and starts again after a stop', () => {
    const breakdown = new Breakdown();
    breakdown.start(join(folder, 'one'));
    expect(() => breakdown.start(join(folder, 'two'))).toThrow('This breakdown was started already.');
    breakdown.stop();
    breakdown.start(join(folder, 'two'));
    breakdown.stop();
    breakdown.stop();
  });

  test.skipIf(process.platform !== 'linux')(
    'a disk that is full ends the log with a warning, and not the service',
    async () => {
      const breakdown = new Breakdown();
      const warned = once(process, 'warning');
      breakdown.start('/dev/full');
      await lookup('localhost');
      expect(String((await warned)[0])).toMatch(/The breakdown ends here: .*\(ENOSPC\)/);
      breakdown.start(join(folder, 'another disk'));
      breakdown.stop();
    },
  );
});
