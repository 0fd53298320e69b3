/** Programs that do harm: Stop ends each of them with all that it started, and so does the limit that it hits. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordOf } from '../../labs/kit/records.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { readRun } from '../engines/reading.ts';
import { startServerProcess, type ServerProcess } from '../engines/server.ts';
import { abuses, type Abuse } from './abuses.ts';
import { leftOf } from './left.ts';

const STOP_MEDIAN_MS = 1000;
const STOP_WORST_MS = 3000;
/** How long each may do its harm before it is stopped. */
const HARM_MS = 700;
/** High enough that even a quick machine reaches none of them before that. */
const raised = ['output=2GiB', 'reports=2GiB', 'memory=8GiB', 'disk=4GiB', 'processes=5000'];

function begin(
  server: ServerProcess,
  { code }: Abuse,
): { id: Promise<string>; stop: () => Promise<void> } & ReturnType<typeof readRun> {
  const run = createLocalEngine(server).run({ lab: 'echo', edits: { 'server.ts': code } });
  const reading = readRun(run);
  return { ...reading, id: reading.until('run').then(({ id }) => id), stop: () => run.stop() };
}

describe('Stop', () => {
  const took: number[] = [];
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess(raised.flatMap((limit) => ['--limit', limit]));
  });
  afterAll(() => server.kill('SIGTERM'));

  it.each(abuses)('ends $name, and all that it started', async (abuse) => {
    const run = begin(server, abuse);
    const id = await run.id;
    await run.until('text', ({ text }) => text === 'going');
    await wait(HARM_MS);
    const began = performance.now();
    await run.stop();
    took.push(performance.now() - began);
    expect(leftOf([id])).toEqual([]);
    const records = await run.toEnd();
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'stopped' });
    expect(took.at(-1)).toBeLessThan(STOP_WORST_MS);
  });

  it('takes less than a second at the median of them all', () => {
    const sorted = took.toSorted((a, b) => a - b);
    console.log(`Stop: ${sorted.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(sorted).toHaveLength(abuses.length);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(STOP_MEDIAN_MS);
  });
});

describe('a limit', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    // A quarter of the usual: a busy machine takes long to write 65,000 files.
    server = await startServerProcess(['--limit', 'disk=64MiB']);
  });
  afterAll(() => server.kill('SIGTERM'));

  it.each(abuses.filter(({ limit }) => limit))(
    'ends $name, and says which, how much and how to change it',
    async (abuse) => {
      const run = begin(server, abuse);
      const records = await run.toEnd();
      const last = records.at(-1) as RecordOf<'done'>;
      expect(last).toMatchObject({ reason: 'limit', limit: abuse.limit });
      const notice = records.find((record) => record.kind === 'notice' && record.level === 'error');
      expect(notice).toMatchObject({ code: `limit-${String(abuse.limit)}` });
      const { message, next } = notice as RecordOf<'notice'>;
      expect(message).toMatch(/\d+(\.\d+)? (MiB|processes)/);
      expect(next).toMatch(new RegExp(`\`-- --limit ${String(abuse.limit)}=\\d+(MiB|GiB)?\``));
      expect(leftOf([await run.id])).toEqual([]);
    },
  );
});
