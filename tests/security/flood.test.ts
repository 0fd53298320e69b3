/** A flood of connections while a run goes on: the learner notices nothing of it, and nothing of it is left. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { RunRecord } from '../../labs/kit/records.ts';
import type { Run } from '../../src/engines/engine.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { eventually, expectOrder } from '../engines/reading.ts';
import { startServerProcess } from '../engines/server.ts';

const CLIENTS = 3000;
/** About three seconds of them. */
const SAMPLES = 40;
const WITHIN_MS = 20_000;

interface Received {
  record: RunRecord;
  /** On this process's clock. */
  at: number;
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

interface Flood {
  /** Ends it; gives what its clients saw. */
  end: () => Promise<{ opened: number; dropped: number; refused: number; served: number }>;
}

/** Begins a flood from a process of its own, and waits until every client has been let in once. */
async function flood(port: string): Promise<Flood> {
  const file = fileURLToPath(new URL('../fixtures/flood.ts', import.meta.url));
  const child = spawn(process.execPath, [file, port, String(CLIENTS)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  ends.push(() => child.kill('SIGKILL'));
  const report = text(child.stdout);
  await once(createInterface({ input: child.stderr }), 'line');
  return {
    end: async () => {
      child.stdin.end();
      await exited;
      return JSON.parse(await report) as Awaited<ReturnType<Flood['end']>>;
    },
  };
}

/** Reads a run as fast as it comes, and notes when each record came. */
function receive(run: Run): { received: readonly Received[]; ended: Promise<void> } {
  const received: Received[] = [];
  const ended = run.records.pipeTo(
    new WritableStream({ write: (record) => void received.push({ record, at: performance.now() }) }),
  );
  return { received, ended };
}

// The descriptors of a process are to be read on Linux alone.
it.runIf(process.platform === 'linux')('3,000 clients take nothing from the learner', async () => {
  const server = await startServerProcess();
  ends.push(() => server.kill('SIGTERM'));
  const descriptors = (): number => readdirSync(`/proc/${String(server.pid)}/fd`).length;
  const before = descriptors();
  const { host, port, origin } = new URL(server.base);

  const run = createLocalEngine(server).run({ lab: 'echo' });
  const { received, ended } = receive(run);
  const samples = (): Received[] => received.filter(({ record }) => record.kind === 'sample');
  await eventually(() => samples().length > 0, WITHIN_MS);
  const head = received[0]?.record;
  const id = head?.kind === 'run' ? head.id : '';
  const began = performance.now();
  const clients = await flood(port);

  // A connection that is new to the server, in the middle of the flood.
  const sent = performance.now();
  const answer = await fetch(`${server.base}/api/runs/${id}/messages`, {
    method: 'POST',
    headers: { host, origin, authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'set', name: 'speed', value: 42 }),
  });
  expect(answer.status).toBe(202);
  await eventually(
    () =>
      received.some(
        ({ record }) => record.kind === 'control' && record.by === 'learner' && record.value === 42,
      ),
    WITHIN_MS,
  );
  expect(performance.now() - sent).toBeLessThan(3000);

  const soFar = samples().length;
  await eventually(() => samples().length >= soFar + SAMPLES, WITHIN_MS);
  const times = samples().flatMap(({ at }) => (at > began ? [at] : []));
  const gaps = times.slice(1).map((at, index) => at - times[index]!);
  expect(Math.max(...gaps)).toBeLessThan(1000);

  const stopped = performance.now();
  await run.stop();
  expect(performance.now() - stopped).toBeLessThan(3000);
  await ended;
  const records = received.map(({ record }) => record);
  expectOrder(records);
  expect(records.at(-1)).toMatchObject({ reason: 'stopped' });

  const saw = await clients.end();
  expect(saw.opened).toBeGreaterThanOrEqual(CLIENTS);
  expect(saw.dropped).toBeGreaterThan(CLIENTS / 2);
  expect(saw.refused).toBeGreaterThan(0);
  expect(saw.served).toBe(0);
  // The learner's own connections are kept open for a few seconds more.
  await eventually(() => descriptors() <= before, 10_000);
});
