import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRecord } from '../../labs/kit/records.ts';
import { command, fixtureLabs } from './command.ts';

/** A copy of the fixture, since recording writes into the lab's folder. */
let labs = '';
beforeEach(() => {
  labs = mkdtempSync(join(tmpdir(), 'under-load-labs-'));
  cpSync(join(fixtureLabs, 'terminal-level'), join(labs, 'terminal-level'), { recursive: true });
});
afterEach(() => {
  rmSync(labs, { recursive: true });
});

const inLab = (...path: string[]) => join(labs, 'terminal-level', ...path);
const record = () => command('record', ['terminal-level'], { labs });

function recorded(variant: string) {
  return readFileSync(inLab('recordings', `${variant}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const parsed = parseRecord(line);
      if (!parsed.ok) throw new Error(parsed.message);
      return parsed.record;
    });
}

test('records starter and solution, whole', async () => {
  const { code, stderr } = await record();
  expect(stderr).toBe('');
  expect(code).toBe(0);
  for (const variant of ['starter', 'solution']) {
    const records = recorded(variant);
    expect(records[0]).toMatchObject({ kind: 'run', variant });
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
  }
});

test('refuses a starter that passes its checks', async () => {
  writeFileSync(inLab('factor.ts'), 'export const factor: number = 5;\n');
  const { code, stderr } = await record();
  expect(stderr).toContain('The starter passes all its checks');
  expect(code).toBe(1);
  expect(existsSync(inLab('recordings'))).toBe(false);
});

test('refuses a solution that does not pass them', async () => {
  writeFileSync(inLab('solution', 'factor.ts'), 'export const factor: number = 2;\n');
  const { code, stderr } = await record();
  expect(stderr).toContain('The solution does not pass all its checks');
  expect(code).toBe(1);
  expect(existsSync(inLab('recordings'))).toBe(false);
});

test('refuses what carries a path of this machine', async () => {
  const meter = readFileSync(inLab('meter.ts'), 'utf8');
  writeFileSync(
    inLab('meter.ts'),
    `import { homedir } from 'node:os';\n${meter}\nconsole.log(homedir() + '/secret');\n`,
  );
  const { code, stderr } = await record();
  expect(stderr).toMatch(/A text record at .* of this machine in it, so nothing is recorded/);
  expect(code).toBe(1);
  expect(existsSync(inLab('recordings'))).toBe(false);
});

test('prove runs both so many times and says how often each did as it should', async () => {
  const { code, stdout } = await command('prove', ['terminal-level', '--times', '2'], { labs });
  expect(stdout).toMatch(/starter {2}2\/2 {2}exit 1 \| ✗ high: level 1, must be at least 5 \| level 1\n/);
  expect(stdout).toContain('The starter failed 2 of 2 times, the solution passed 2 of 2 times.');
  expect(code).toBe(0);
});
