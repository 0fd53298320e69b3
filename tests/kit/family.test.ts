/** How the processes of a run are counted: soon, even where there are very many. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { Family } from '../../labs/kit/supervise/family.ts';
import { childrenOf, readProcess } from '../../labs/kit/supervise/processes.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const { pid, signalCode } of started.splice(0))
    if (signalCode === null) process.kill(-pid!, 'SIGKILL');
});

/** A family of one program, which is this script of a shell; it has printed a line. */
async function familyOf(script: string): Promise<Family> {
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  const family = new Family('family-test');
  family.add(child.pid!);
  await once(child.stdout, 'data');
  return family;
}

const processorTime = (act: () => unknown): number => {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

test.skipIf(process.platform !== 'linux')(
  'descendants of all generations count, and those that are over do not',
  async () => {
    const family = await familyOf(
      // The shell becomes a process that never asks after its children.
      `sleep 60 & (sleep 60 & sleep 60 & wait) & for i in $(seq 100); do true & done; echo all; exec sleep 60`,
    );
    // The last of them may be on its way out.
    await vi.waitFor(() => {
      expect(family.count(64)).toBe(5);
    });
    expect(family.count(2)).toBe(3);
  },
);

test.skipIf(process.platform !== 'linux')(
  'a crowd is counted only as far as it has to be, for a fraction of a whole look',
  async () => {
    const family = await familyOf(`for i in $(seq 500); do sleep 60 & done; echo all; wait`);
    family.members();
    const [counts, looks]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round += 1) {
      counts.push(processorTime(() => family.count(64)));
      looks.push(processorTime(() => family.members()));
    }
    expect(family.members().length).toBeGreaterThan(500);
    expect(family.count(64)).toBe(65);
    expect(median(counts)).toBeLessThan(median(looks) / 2);
  },
);

test.skipIf(process.platform !== 'linux')(
  'who left the group, the session and the environment is known still when the parent ends at the first signal',
  async () => {
    for (let round = 0; round < 10; round += 1) {
      const family = await familyOf(`env -i setsid sleep 60 & echo all; exec sleep 60`);
      const parent = started.at(-1)!.pid!;
      const child = await vi.waitFor(() => {
        const [pid] = childrenOf(parent);
        expect(pid && readProcess(pid)?.session).toBe(pid);
        return pid!;
      });
      family.signal('SIGTERM');
      if (started.at(-1)!.signalCode === null) await once(started.at(-1)!, 'exit');
      const left = family.members().map(({ pid }) => pid);
      const gone = readProcess(child) === undefined;
      expect(gone || left.includes(child)).toBe(true);
    }
  },
);
