/** Files that a run leaves: the page gets them, during the run and after it, and nothing else. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLocalEngine } from '../../src/engines/local.ts';
import type { Run } from '../../src/engines/engine.ts';
import { eventually, lives, readRun } from './reading.ts';
import { runsFolder, startServerProcess, type ServerProcess } from './server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function started(): Promise<ServerProcess> {
  const server = await startServerProcess();
  ends.push(() => (lives(server.pid) ? server.kill('SIGKILL') : undefined));
  return server;
}

/** Leaves a file, a link to another, and says that there is a third. */
const LEAVES = `
import { symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { leaveFile, runFile } from '../kit/run-file.ts';
writeFileSync(runFile('large.bin'), Buffer.alloc(3_000_000, 'x'));
leaveFile('large.bin', 'application/octet-stream');
symlinkSync('/etc/hostname', runFile('link.txt'));
leaveFile('link.txt', 'text/plain');
leaveFile('none.txt', 'text/plain');
leaveFile('../../echo/server.ts', 'text/plain');
createServer().listen(Number(process.env['PORT']), '127.0.0.1');
`;
const request = { lab: 'echo', edits: { 'server.ts': LEAVES } };

async function content(run: Run, name: string): Promise<string> {
  const file = await run.file?.(name);
  return file?.ok === true ? file.content.text() : `refused: ${String(file?.error.code)}`;
}
const kept = (): string[] =>
  readdirSync(runsFolder).filter((name) => name.startsWith('files-') && existsSync(join(runsFolder, name)));

describe('a file that a program leaves', () => {
  it('is there as soon as it is told, and after the run', async () => {
    const server = await started();
    const run = createLocalEngine(server).run(request);
    const reading = readRun(run);
    await reading.until('artifact', ({ file }) => file === 'large.bin');
    expect((await content(run, 'large.bin')).length).toBe(3_000_000);
    await run.stop();
    await reading.toEnd();
    expect(await content(run, 'large.bin')).toBe('x'.repeat(3_000_000));
  });

  it('is the only thing that is handed out: no link, no other file, no path', async () => {
    const server = await started();
    const run = createLocalEngine(server).run(request);
    const reading = readRun(run);
    await reading.until('artifact', ({ file }) => file === 'none.txt');
    for (const name of ['link.txt', 'none.txt', 'server.ts', 'owner.json']) {
      expect([name, await content(run, name)]).toEqual([name, 'refused: no-such-file']);
    }
    for (const name of [
      '../owner.json',
      '..',
      '.',
      'a/b',
      '..%2fowner.json',
      '/etc/hostname',
      '.hidden',
      'a..b',
    ]) {
      expect([name, await content(run, name)]).toEqual([name, 'refused: no-such-route']);
    }
    await run.stop();
    await reading.toEnd();
  });

  it('is as private as the run: another token does not get it, and another run has it not', async () => {
    const server = await started();
    const engine = createLocalEngine(server);
    const run = engine.run(request);
    const reading = readRun(run);
    await reading.until('artifact', ({ file }) => file === 'large.bin');
    await run.stop();
    const records = await reading.toEnd();
    const id = records.find((record) => record.kind === 'run')?.id ?? '';
    const fetched = (token: string) =>
      fetch(`${server.base}/api/runs/${id}/files/large.bin`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await fetched('wrong')).status).toBe(401);
    const right = await fetched(server.token);
    expect(right.headers.get('content-disposition')).toBe('attachment; filename="large.bin"');
    expect(right.headers.get('content-type')).toBe('application/octet-stream');
    await right.arrayBuffer();

    const other = engine.run({ lab: 'echo', seconds: 0.2 });
    await readRun(other).toEnd();
    expect(await content(other, 'large.bin')).toBe('refused: no-such-file');
  });

  it('goes with the server, and after a crash with the next one', async () => {
    const leave = async (server: ServerProcess) => {
      const before = kept();
      const run = createLocalEngine(server).run(request);
      await readRun(run).until('artifact', ({ file }) => file === 'large.bin');
      const [own = ''] = kept().filter((name) => !before.includes(name));
      expect(own).not.toBe('');
      return own;
    };
    const server = await started();
    const own = await leave(server);
    await server.kill('SIGTERM');
    expect(kept()).not.toContain(own);

    const crashing = await started();
    const left = await leave(crashing);
    await crashing.kill('SIGKILL');
    expect(kept()).toContain(left);
    await started();
    await eventually(() => !kept().includes(left));
  });
});
