/** What the probe costs the program that it measures, and how near its readings are to the truth. */
import type { Readable } from 'node:stream';
import { CHANNEL_VARIABLE } from '../../labs/kit/channel.ts';
import { EPOCH_VARIABLE, epochNanoseconds } from '../../labs/kit/clock.ts';
import type { RunRecord } from '../../labs/kit/records.ts';
import { startFixture } from '../kit/run-fixture.ts';
import { turns } from './compare.ts';
import { parseUsed, readAs, readingsOf, type Used } from './known.ts';
import type { Comparison, Figure, Result } from './result.ts';
import { cost, cpuTime, end, start, WARM_UP, type Server } from './served.ts';

const PROBE = new URL('../../labs/kit/probe.ts', import.meta.url).href;
const CHANNEL_DESCRIPTOR = 4;
const PAIRS = 60;
const IDLE_MS = 5000;
/** The fixture takes 80 s where it gets its processor. */
const LONGEST_MS = 300_000;
/** Of the amount. */
const NEAR = 0.05;
const NEAR_MS = 10;

/** The server with the probe, as a supervisor starts it: the channel is read, and what it says thrown away. */
async function startProbed(remote: number): Promise<Server> {
  const server = await start(['plain', String(remote)], {
    execArgv: ['--import', PROBE],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    env: {
      ...process.env,
      [CHANNEL_VARIABLE]: String(CHANNEL_DESCRIPTOR),
      [EPOCH_VARIABLE]: epochNanoseconds(),
    },
  });
  (server.process.stdio[CHANNEL_DESCRIPTOR] as Readable).resume();
  return server;
}

/** The less a server does for a request, the more of it is the probe: the last has nothing to hide it behind. */
const handlers: { path: string; name: string }[] = [
  { path: '/express/fetch', name: 'CPU per request, Express, an awaited fetch' },
  { path: '/express', name: 'CPU per request, Express, nothing but the answer' },
  { path: '/bare', name: 'CPU per request, node:http, nothing but the answer' },
];
/** Of each. */
const AT_MOST = 1.05;

async function* costing(): AsyncGenerator<Result> {
  const started: Server[] = [];
  try {
    const remote = await start(['remote']);
    started.push(remote);
    const plain = await start(['plain', String(remote.port)]);
    started.push(plain);
    const probed = await startProbed(remote.port);
    started.push(probed);
    for (const { path, name } of handlers) {
      const comparison: Comparison = { name, unit: 'µs', a: [], b: [], atMost: AT_MOST };
      for (let i = 0; i < WARM_UP; i += 1) for (const server of [plain, probed]) await cost(server, path);
      for (const turn of turns(PAIRS)) comparison[turn].push(await cost(turn === 'a' ? plain : probed, path));
      yield comparison;
    }
    const before = await cpuTime(probed);
    const from = performance.now();
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const share = ((await cpuTime(probed)) - before) / 1000 / (performance.now() - from);
    yield { name: 'the probe in a program that rests, share of a core', unit: '%', values: [share * 100] };
  } finally {
    end(started);
  }
}

const names: Record<Used['what'], string> = {
  delay: 'event-loop delay',
  cpu: 'processor time',
  heap: 'heap kept',
  external: 'buffers kept',
  rate: 'requests a second',
};

async function* reading(): AsyncGenerator<Result> {
  const records: RunRecord[] = [];
  const run = startFixture('bench-known', { wallMs: LONGEST_MS });
  for await (const record of run.records) {
    records.push(record);
    if (record.kind === 'text' && record.text === '"end"') run.supervisor.stdin?.end();
  }
  const all = records.flatMap((record) => (record.kind === 'text' ? (parseUsed(record.text) ?? []) : []));
  if (all.length === 0) throw new Error('the program that uses known amounts said nothing.');
  const kinds = Map.groupBy(all, ({ what, amount }) => `${what} ${String(amount)}`);
  for (const [first, ...rest] of kinds.values()) {
    if (!first) continue;
    const off = [first, ...rest].map((told) =>
      Math.abs(readAs(told, readingsOf(records, told.what)) - told.used),
    );
    const { what, amount } = first;
    const figure: Figure =
      what === 'delay'
        ? {
            name: `${names[what]} of ${String(amount)} ms is read wrong by`,
            unit: 'ms',
            values: off,
            atMost: Math.max(NEAR_MS, NEAR * amount),
          }
        : {
            name: `${names[what]} is read wrong by`,
            unit: '%',
            values: off.map((one) => (one / amount) * 100),
            atMost: NEAR * 100,
          };
    yield figure;
  }
}

export async function* measuring(): AsyncGenerator<Result> {
  yield* costing();
  yield* reading();
}
