/** A disk that is really full: a small one of our own, in a mount namespace, in place of the runs' folder. */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { StartMessage } from '../../labs/kit/messages.ts';
import { parseRecord, type RunRecord } from '../../labs/kit/records.ts';
import { fixtureLabs, runsFolder } from '../engines/server.ts';

const supervisor = fileURLToPath(new URL('../../labs/kit/supervise.ts', import.meta.url));
const hasNamespaces = spawnSync('unshare', ['-Urm', 'true']).status === 0;

/** Runs the fixture lab on a disk of 1 MB; `before` is a shell command that is run in its folder first. */
async function runOnSmallDisk(before: string, code: string): Promise<RunRecord[]> {
  mkdirSync(runsFolder, { recursive: true });
  const child = spawn(
    'unshare',
    [
      '-Urm',
      'sh',
      '-c',
      `mount -t tmpfs -o size=1m none "$1" && cd "$1" && { ${before}; } && cd / && exec "$2" "$3"`,
      'sh',
      runsFolder,
      process.execPath,
      supervisor,
    ],
    { env: { ...process.env, UNDER_LOAD_LABS: fixtureLabs }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const start: StartMessage = {
    type: 'start',
    id: randomUUID(),
    run: { lab: 'echo', edits: { 'server.ts': code } },
  };
  child.stdin.write(`${JSON.stringify(start)}\n`);
  const ndjson = await text(child.stdout);
  return ndjson.split('\n').flatMap((line) => {
    const parsed = parseRecord(line);
    return parsed.ok ? [parsed.record] : [];
  });
}

const errors = (records: readonly RunRecord[]): RunRecord[] =>
  records.filter((record) => record.kind === 'notice' && record.level === 'error');

describe.runIf(hasNamespaces)('on a full disk', () => {
  it('a run that has no room for its folder says so and what to do, and starts nothing', async () => {
    const records = await runOnSmallDisk('head -c 2000000 /dev/zero > full 2>/dev/null || true', '');
    expect(errors(records)).toMatchObject([
      {
        code: 'no-folder',
        message: expect.stringMatching(/ENOSPC/) as string,
        next: expect.stringMatching(/free space/) as string,
      },
    ]);
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'failed' });
    expect(records.some((record) => record.kind === 'process')).toBe(false);
  });

  it('a program that fills it fails by its own error, which is said with its line, and its folder goes', async () => {
    const fills = `import { appendFileSync } from 'node:fs';
for (let left = 1000; left > 0; left -= 1) appendFileSync('grows', Buffer.alloc(100_000, 1));`;
    const records = await runOnSmallDisk('true', fills);
    expect(errors(records)).toMatchObject([
      {
        code: 'program-failed',
        message: expect.stringMatching(/ENOSPC/) as string,
        file: 'server.ts',
        line: 2,
      },
    ]);
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'failed' });
    expect(records.some((record) => record.kind === 'notice' && record.code === 'folder-left')).toBe(false);
  });
});
