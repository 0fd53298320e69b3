/** A run with far too many processes, whose supervisor gets to it late: in a container a loop of forks takes its processor. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordOf } from '../../labs/kit/records.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { parentOf, readRun } from '../engines/reading.ts';
import { startServerProcess, type ServerProcess } from '../engines/server.ts';
import { leftOf } from './left.ts';

const CROWD = 600;

/** Starts a crowd when it is asked for anything, and answers when all of it is there. */
const code = `import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
const loop = 'trap "echo asked to end >&2" TERM; for i in $(seq ${String(CROWD)}); do sleep 60 & done; echo all; while true; do wait; done';
createServer((_request, response) => {
  const shell = spawn('sh', ['-c', loop, process.env.UNDER_LOAD_RUN], { stdio: ['ignore', 'pipe', 'inherit'] });
  shell.stdout.on('data', () => response.end());
}).listen(Number(process.env.PORT), '127.0.0.1');`;

let server: ServerProcess;
beforeAll(async () => {
  // The crowd alone uses more, as every large one does.
  server = await startServerProcess(['--limit', 'memory=256MiB']);
});
afterAll(() => server.kill('SIGTERM'));

it('is ended for its processes, not for the memory that these use, and nobody of it is asked', async () => {
  const run = readRun(createLocalEngine(server).run({ lab: 'echo', edits: { 'server.ts': code } }));
  const { id } = await run.until('run');
  const { pid, port } = await run.until('process', ({ state }) => state === 'ready');

  const supervisor = parentOf(pid!);
  process.kill(supervisor, 'SIGSTOP');
  await fetch(`http://127.0.0.1:${String(port)}`);
  process.kill(supervisor, 'SIGCONT');

  const records = await run.toEnd();
  expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'limit', limit: 'processes' });
  const notice = records.find((record) => record.kind === 'notice' && record.level === 'error');
  expect(notice).toMatchObject({ code: 'limit-processes' });
  const printed = records.filter((record): record is RecordOf<'text'> => record.kind === 'text');
  expect(printed.map(({ text }) => text)).not.toContain('asked to end');
  expect(leftOf([id])).toEqual([]);
});
