/** A system that calls itself Linux and tells of no processes, as WebContainer may: runs still end, whole. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseRecord, type RunRecord } from '../../labs/kit/records.ts';
import { Family } from '../../labs/kit/supervise/family.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
/** Starts a program in a file system whose `/proc` is empty. */
const hidden = ['-Urm', 'sh', '-c', 'mount -t tmpfs none /proc && exec "$@"', '--'];
const works = spawnSync('unshare', [...hidden, 'true']).status === 0;

const deaf = `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
import { createServer } from 'node:http';
createServer().listen(Number(process.env['PORT']), '127.0.0.1');
`;

test.skipIf(!works)('a program that ignores signals is ended where there is no /proc', async () => {
  const child = spawn('unshare', [...hidden, process.execPath, path('labs/kit/supervise.ts')], {
    env: { ...process.env, UNDER_LOAD_LABS: path('tests/fixtures/labs') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const run = { lab: 'echo', edits: { 'server.ts': deaf } };
  child.stdin.write(`${JSON.stringify({ type: 'start', id: `untold-${String(process.pid)}`, run })}\n`);
  const seen: RunRecord[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = parseRecord(line);
    if (parsed.ok) seen.push(parsed.record);
    if (parsed.ok && parsed.record.kind === 'process' && parsed.record.state === 'ready')
      child.stdin.write('{"type":"stop"}\n');
  }
  expect((await exited)[0]).toBe(0);
  expect(seen.filter((record) => record.kind === 'notice')).toEqual([]);
  expect(seen).toContainEqual(expect.objectContaining({ state: 'exited', signal: 'SIGKILL' }));
  expect(seen.at(-1)).toMatchObject({ kind: 'done', reason: 'stopped' });
});

test('what was started and is not over counts as left, where the system does not tell', async () => {
  const family = new Family('untold', false);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  family.add(child.pid!);
  child.once('exit', () => {
    family.over(child.pid!);
  });
  expect(family.members().map(({ pid }) => pid)).toEqual([child.pid]);
  expect(await family.kill(20_000)).toBe(true);
  expect(child.signalCode).toBe('SIGKILL');
});
