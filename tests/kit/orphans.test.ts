import { expect, test } from 'vitest';
import { startFixture } from './run-fixture.ts';

const ENDED_WITHIN_MS = 8000;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('programs end by themselves when their supervisor is killed, even with a blocked loop', async () => {
  const { supervisor, records } = startFixture('kit-blocks');
  const pids: number[] = [];
  for await (const record of records) {
    if (record.kind === 'process' && record.pid !== undefined) pids.push(record.pid);
    // Half-way through a block of 2 s: a watchdog reading of more than a second.
    const late = record.kind === 'sample' ? (record.values['nodejs.eventloop.delay.watchdog'] ?? 0) : 0;
    if (late > 1000) supervisor.kill('SIGKILL');
  }
  expect(pids).not.toHaveLength(0);
  await expect.poll(() => pids.filter(lives), { timeout: ENDED_WITHIN_MS }).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'programs in a network of their own end when the supervisor outside is killed',
  async () => {
    const { supervisor, records } = startFixture('kit-network');
    const pids: number[] = [];
    for await (const record of records) {
      if (record.kind !== 'process' || record.state !== 'ready' || record.pid === undefined) continue;
      pids.push(record.pid);
      supervisor.kill('SIGKILL');
    }
    expect(pids).toHaveLength(1);
    await expect.poll(() => pids.filter(lives), { timeout: ENDED_WITHIN_MS }).toEqual([]);
  },
);
