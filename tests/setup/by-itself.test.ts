import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { patternOf, thenByItself } from '../../scripts/lib/by-itself.mjs';
import { BROKEN, NONE } from '../../scripts/lib/counts.mjs';
import type { NamedCounts } from '../../scripts/lib/counts.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';

function counts(passed: number, ...failed: string[]): NamedCounts {
  const failures = failed.map((name) => ({ name, message: `${name} saw 2` }));
  return { ...NONE, passed, failed: failed.length, skippedNames: [], failures };
}

async function run(first: NamedCounts, second: NamedCounts) {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const byItself = vi.fn(() => Promise.resolve(second));
  return { result: await thenByItself(() => Promise.resolve(first), byItself), byItself };
}

describe('what failed beside another test', () => {
  test('is run again, and counts as that says', async () => {
    const { result, byItself } = await run(counts(3, 'a', 'b'), counts(1, 'b'));
    expect(byItself).toHaveBeenCalledWith(['a', 'b']);
    expect(result).toEqual({ ...counts(4, 'b'), onlyByItself: ['a'] });
  });

  test('is still failed if it was not run again', async () => {
    const first = counts(3, 'a', 'b');
    for (const second of [counts(1), counts(3), counts(1, 'c'), BROKEN]) {
      expect((await run(first, second)).result, JSON.stringify(second)).toEqual(first);
    }
  });

  test('is not run again if that is nearly everything, or the suite itself', async () => {
    const many = counts(0, ...Array.from({ length: 9 }, (_, index) => `test ${String(index)}`));
    const { result, byItself } = await run(many, counts(9));
    expect(result).toEqual(many);
    expect(byItself).not.toHaveBeenCalled();
    expect((await run(BROKEN, counts(0, 'no test was found'))).result.failed).toBe(1);
  });

  test('and nothing is run again if nothing failed', async () => {
    const { result, byItself } = await run(counts(3), counts(0));
    expect(result).toEqual(counts(3));
    expect(byItself).not.toHaveBeenCalled();
  });
});

test('vitest finds a test by the pattern of its name, whatever is in it, and no other', () => {
  const name = 'what failed beside another test is run again, and counts as that says';
  expect(new RegExp(patternOf(['a (b) [c] 1.5 $x?'])).test('a (b) [c] 1.5 $x?')).toBe(true);
  expect(new RegExp(patternOf(['a.b'])).test('axb')).toBe(false);
  const found = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'list',
      '--project=setup',
      '-t',
      patternOf([name]),
      'by-itself',
      '--json',
    ],
    { cwd: inRoot(), encoding: 'utf8' },
  );
  expect(JSON.parse(found.stdout)).toMatchObject([
    { name: expect.stringContaining('is run again') as unknown },
  ]);
});
