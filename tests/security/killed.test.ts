/** A server that is killed in the middle of runs: nothing of them is left, and nothing of anybody else is touched. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RUN_VARIABLE } from '../../labs/kit/supervise/family.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { eventually, lives, parentOf, readRun } from '../engines/reading.ts';
import { runsFolder, startServerProcess, type ServerProcess } from '../engines/server.ts';
import { abuses, type Abuse } from './abuses.ts';
import { leftOf } from './left.ts';

const GONE_WITHIN_MS = 5000;
/** As many as the server takes at once. */
const AT_ONCE = 4;

/** Starts the program and waits until it does its harm; gives the run's id and its program's pid. */
async function start(server: ServerProcess, { code }: Abuse): Promise<{ id: string; pid: number }> {
  const reading = readRun(createLocalEngine(server).run({ lab: 'echo', edits: { 'server.ts': code } }));
  const { id } = await reading.until('run');
  await reading.until('text', ({ text }) => text === 'going');
  const ready = reading.seen.find((record) => record.kind === 'process' && record.pid !== undefined);
  return { id, pid: (ready as { pid?: number } | undefined)?.pid ?? 0 };
}

// What floods or fills is ended by its limit, with or without a server.
const lasting = abuses.filter(
  ({ limit }) => limit === undefined || limit === 'processes' || limit === 'memory',
);
const groups = Array.from({ length: Math.ceil(lasting.length / AT_ONCE) }, (_, index) =>
  lasting.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
);

describe('kill -9 of the server', () => {
  it.each(groups.map((group) => ({ group, names: group.map(({ name }) => name).join('; ') })))(
    'leaves nothing of: $names',
    async ({ group }) => {
      const server = await startServerProcess();
      const ids = (await Promise.all(group.map((abuse) => start(server, abuse)))).map(({ id }) => id);
      await server.kill('SIGKILL');
      await eventually(() => leftOf(ids).length === 0, GONE_WITHIN_MS);
    },
  );
});

describe('the next start', () => {
  const strangers: ChildProcess[] = [];
  afterEach(() => {
    for (const stranger of strangers.splice(0)) stranger.kill('SIGKILL');
  });

  it('sweeps what the last one left when the supervisor was killed as well', async () => {
    const server = await startServerProcess();
    const deafGrandchild = abuses.find(({ name }) => name === 'a detached grandchild');
    const { id, pid } = await start(server, deafGrandchild!);
    const supervisor = parentOf(pid);
    process.kill(server.pid, 'SIGSTOP'); // So that it can't clear up behind the supervisor.
    process.kill(supervisor, 'SIGKILL');
    await server.kill('SIGKILL');
    expect(leftOf([id]).length).toBeGreaterThan(1);

    const next = await startServerProcess();
    await eventually(() => leftOf([id]).length === 0, GONE_WITHIN_MS);
    await next.kill('SIGTERM');
  });

  it('ends no process that is not its own: not one whose pid a run’s owner once had, nor one of a similar id', async () => {
    const id = randomBytes(12).toString('hex');
    const idle = (variable: string): ChildProcess => {
      const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
        env: { [RUN_VARIABLE]: variable },
        stdio: 'ignore',
      });
      strangers.push(stranger);
      return stranger;
    };
    const own = idle(id);
    const others = [idle(`${id}0`), idle(id.slice(1)), idle('')];
    // The owner's pid belongs to somebody else by now, who started at another time.
    const folder = join(runsFolder, id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: others[0]?.pid, startedAt: '1' }));
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(folder, longAgo, longAgo);

    const server = await startServerProcess();
    await eventually(() => !existsSync(folder) && !lives(own.pid!));
    expect(others.map(({ pid }) => lives(pid!))).toEqual([true, true, true]);
    await server.kill('SIGTERM');
  });
});
