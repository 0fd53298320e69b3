import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parseRecord } from '../../labs/kit/records.ts';
import { findProgram } from '../../scripts/lib/programs.mjs';
import { command } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'under-load-terminal-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('npm run lab', () => {
  test('ends with 1 when a check failed, and says with which figure', async () => {
    const { code, stdout } = await command('lab', ['terminal-level']);
    expect(stdout).toContain('✗ failed  The level is high enough');
    expect(stdout).toContain('level 1, must be at least 5');
    expect(stdout).toContain('The factor is too small.');
    expect(stdout).toContain('0 of 1 checks passed.');
    expect(code).toBe(1);
  });

  test('--solution runs the solution, and ends with 0 when all checks passed', async () => {
    const { code, stdout } = await command('lab', ['terminal-level', '--solution']);
    expect(stdout).toContain('✓ passed  The level is high enough');
    expect(stdout).toMatch(/Level at the end {2}5 m/);
    expect(code).toBe(0);
  });

  test('shows parts, states and what programs print as plain lines where there is no terminal', async () => {
    const { stdout } = await command('lab', ['terminal-level']);
    expect(stdout).toMatch(/s {2}the first part\n/);
    expect(stdout).toMatch(/s {2}Gate: wide open\n/);
    expect(stdout).toMatch(/s {2}meter \| the meter is running\n/);
    expect(stdout).not.toContain('\u001b');
  });

  test('--set holds a control', async () => {
    const { code, stdout } = await command('lab', ['terminal-level', '--set', 'level=9']);
    expect(stdout).toContain('level 9, must be at least 5');
    expect(code).toBe(0);
  });

  test('--file runs a file of yours, found from where you typed the command', async () => {
    writeFileSync(join(folder, 'mine.ts'), 'export const factor: number = 7;\n');
    const { code, stdout } = await command('lab', ['terminal-level', '--file', 'factor.ts=mine.ts'], {
      typedIn: folder,
    });
    expect(stdout).toContain('with your factor.ts');
    expect(stdout).toContain('level 7, must be at least 5');
    expect(code).toBe(0);
  });

  test('prints the table that a lab fills, and what it comes to', async () => {
    const { stdout } = await command('lab', ['terminal-level']);
    expect(stdout).toContain(
      'Levels, one by one\nMood         level, m  at night\ncalm, or so  1         –\nOne mood was measured.\n',
    );
  });

  test('--csv writes that table to a file of yours', async () => {
    const args = ['terminal-level', '--set', 'level=9', '--csv', 'levels.csv'];
    const { code } = await command('lab', args, { typedIn: folder });
    expect(readFileSync(join(folder, 'levels.csv'), 'utf8')).toBe(
      'Mood,"level, m",at night\r\n"calm, or so",9,\r\n',
    );
    expect(code).toBe(0);
  });

  test('--csv into a folder that is not there says so, and ends with 2', async () => {
    const { code, stderr } = await command('lab', ['terminal-level', '--csv', 'nowhere/levels.csv'], {
      typedIn: folder,
    });
    expect(stderr).toContain("The table can't be written");
    expect(code).toBe(2);
  });

  test('--csv of a lab without a table is refused before anything runs', async () => {
    const { code, stderr, stdout } = await command('lab', ['terminal-crash', '--csv', 'levels.csv']);
    expect(stderr).toContain('terminal-crash has no table to write as CSV.');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('--seconds ends the scenario early', async () => {
    const { stdout } = await command('lab', ['terminal-level', '--seconds', '0.2']);
    expect(stdout).toContain('the first part');
    expect(stdout).not.toContain('the second part');
    expect(stdout).toContain('checks passed.');
  });

  test('--json prints records, run first and done last, and nothing else', async () => {
    const { code, stdout, stderr } = await command('lab', ['terminal-level', '--json']);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => {
        const parsed = parseRecord(line);
        expect(parsed, line).toMatchObject({ ok: true });
        return parsed.ok ? parsed.record : undefined;
      });
    expect(records[0]).toMatchObject({ kind: 'run', lab: 'terminal-level', variant: 'starter' });
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  test('a program that fails is shown with its file and line, and ends with 2', async () => {
    const { code, stdout } = await command('lab', ['terminal-crash']);
    expect(stdout).toContain('out of coffee');
    expect(stdout).toContain('(crash.ts:1)');
    expect(stdout).toContain('no verdicts');
    expect(code).toBe(2);
  });

  const realLabs = fileURLToPath(new URL('../../labs', import.meta.url));

  test('where HAProxy is missing, a lab that needs it ends with 2 and one command', async () => {
    const { code, stdout } = await command('lab', ['outside'], { labs: realLabs, path: folder });
    expect(stdout).toContain('HAProxy is not installed. Fetch it: npm run provide -- haproxy');
    expect(code).toBe(2);
  });

  const noHaproxy = findProgram('haproxy') === undefined;
  test.skipIf(noHaproxy)('a line that HAProxy refuses is shown with its number (needs HAProxy)', async () => {
    const mine = join(folder, 'mine.cfg');
    writeFileSync(mine, 'global\n  maxcnon 500\n');
    const args = ['outside', '--file', `haproxy.cfg=${mine}`];
    const { code, stdout } = await command('lab', args, { labs: realLabs });
    expect(stdout).toContain("unknown keyword 'maxcnon' in 'global' section");
    expect(stdout).toContain('(haproxy.cfg:2)');
    expect(code).toBe(2);
  });

  test('what a program says steers no terminal, and what is left out is counted', async () => {
    const { code, stdout } = await command('lab', ['kit-hostile']);
    expect(stdout).toMatch(/hostile \| red U\+202Egnp\.exeU\+000Dover\n/);
    expect(stdout).toMatch(
      /warning Left out of what hostile reported: .*1 report of a kind that is not for programs/,
    );
    expect(stdout).toContain('99,901 values past the first 100 names of series');
    expect(stdout).toMatch(/warning \d+ reports? of hostile had no time, or one in the future/);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(code).toBe(0);
  });

  test('Ctrl-C ends the run in order: 130, and no program is left', async () => {
    let sent = false;
    const { code, stdout } = await command('lab', ['terminal-long', '--json'], {
      onOutput: (soFar, kill) => {
        if (sent || !soFar.includes('part.start')) return;
        sent = true;
        kill('SIGINT');
      },
    });
    const pid = Number(/"pid":(\d+)/.exec(stdout)?.[1]);
    expect(pid).toBeGreaterThan(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('"reason":"stopped"');
    expect(code).toBe(130);
  });

  test('without a lab it lists the labs', async () => {
    const { code, stdout } = await command('lab', []);
    expect(stdout).toMatch(/terminal-level +Level\n/);
    expect(code).toBe(0);
  });

  test.each([
    [['terminal-levle'], 'There is no lab "terminal-levle". Did you mean "terminal-level"?'],
    [['terminal-level', '--set', 'levl=1'], 'Did you mean "level"?'],
    [['terminal-level', '--set', 'level=11'], 'It takes 0 to 10 m.'],
    [['terminal-level', '--set', 'level=high'], 'It takes 0 to 10 m.'],
    [['terminal-level', '--file', 'fctor.ts=x.ts'], 'Did you mean "factor.ts"?'],
    [['terminal-level', '--file', 'notes.txt=x.txt'], 'notes.txt can only be read'],
    [['terminal-level', '--file', 'factor.ts=not-there.ts'], "The replacement for factor.ts can't be read"],
    [['terminal-level', '--solutoin'], 'Did you mean "--solution"?'],
    [['terminal-level', '--seconds', 'banana'], '--seconds takes a number'],
    [['terminal-level', 'terminal-long'], 'One lab at a time'],
    [['../terminal-level'], 'There is no lab'],
  ])('%j is refused with 2, a sentence and no stack trace', async (args, sentence) => {
    const { code, stdout, stderr } = await command('lab', args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
