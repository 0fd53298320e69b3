import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultLimits, limitHit, limitNames, parseLimits } from '../../../labs/kit/supervise/limits.ts';

const MIB = 1024 * 1024;

describe('a limit that is typed', () => {
  it.each([
    ['time=5min', { wallMs: 300_000 }],
    ['time=90s', { wallMs: 90_000 }],
    ['memory=2GiB', { memoryBytes: 2048 * MIB }],
    ['disk=0.5MiB', { diskBytes: MIB / 2 }],
    ['output=64 KiB', { outputBytes: 65_536 }],
    ['reports=1MiB', { reportBytes: MIB }],
    ['processes=200', { processes: 200 }],
  ])('%s is read in its unit', (typed, limits) => {
    expect(parseLimits([typed])).toEqual({ ok: true, limits });
  });

  it('may be given more than once: others add up, and of the same the last one counts', () => {
    expect(parseLimits(['time=1s', 'processes=3', 'time=2s'])).toEqual({
      ok: true,
      limits: { wallMs: 2000, processes: 3 },
    });
  });

  it.each([
    ['speed=3', 'time, output, reports, memory, disk, processes'],
    ['memory', 'such as memory=2GiB, not "memory"'],
    ['memory=lots', 'in KiB, MiB or GiB, not "lots"'],
    ['memory=2', 'in KiB, MiB or GiB, not "2"'],
    ['memory=2GB', 'not "2GB"'],
    ['memory=2toString', 'not "2toString"'],
    ['time=-5s', 'in s or min, not "-5s"'],
    ['time=0s', 'a number above 0 in s or min, not "0s"'],
    ['processes=3s', 'a number above 0, not "3s"'],
    ['__proto__=3', 'not "__proto__=3"'],
  ])('%s is refused, in words that say what would be right', (typed, words) => {
    const parsed = parseLimits([typed]);
    expect(parsed.ok ? '' : parsed.problem).toContain(words);
  });
});

describe('a limit that is hit', () => {
  it('names an option that the commands take, and that raises it', () => {
    for (const name of limitNames) {
      const { next, code } = limitHit(name, 1, defaultLimits);
      expect(code).toBe(`limit-${name}`);
      const typed = /`-- --limit (\S+)`/.exec(next)?.[1] ?? '';
      const parsed = parseLimits([typed]);
      const [field, value] = Object.entries(parsed.ok ? parsed.limits : {})[0] ?? [];
      expect(value).toBe(2 * defaultLimits[field as keyof typeof defaultLimits]);
    }
  });

  it('says how much there was and how much there may be', () => {
    expect(limitHit('memory', 1_500 * MIB, defaultLimits).message).toContain('1500 MiB of memory; 1024 MiB');
    expect(limitHit('processes', 70, defaultLimits).message).toContain('70 processes; 64');
    expect(limitHit('time', 0, defaultLimits).message).toContain('after 120 s');
  });
});

it('has its default in the README, which lists all of them', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `(\w+)` .*\| (\S+(?: \S+)?) +\|$/gm)].map(
    ([, name = '', value = '']) => `${name}=${value}`,
  );
  expect(listed.map((typed) => typed.split('=')[0])).toEqual([...limitNames]);
  expect(parseLimits(listed)).toEqual({ ok: true, limits: defaultLimits });
});
