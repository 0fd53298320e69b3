/** Our figures of a heap beside memlab's, on the same real snapshots. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHeaps } from '../../labs/kit/heap/compare.ts';
import type { HeapComparison } from '../../labs/kit/heap/compare.ts';
import { heapFile } from '../../labs/kit/heap/file.ts';
import { classByMemlab } from '../fixtures/heap-by-memlab.ts';

const PROGRAM = fileURLToPath(new URL('../fixtures/programs/leaky.ts', import.meta.url));
const BEFORE = 100;
const AFTER = 1000;

let folder = '';
let comparison: HeapComparison;
const file = (name: string) => join(folder, `${name}.heapsnapshot`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'under-load-heap-'));
  execFileSync(process.execPath, [PROGRAM, folder, String(BEFORE), String(AFTER), '5000']);
  const result = await compareHeaps(await heapFile(file('before')), await heapFile(file('after')));
  if (!result.ok) throw new Error(result.problem.message);
  comparison = result.comparison;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const leaky = () => comparison.classes.find(({ name }) => name === 'LeakyClass')!;

test('the class that leaks is told with its exact count, and its change', () => {
  expect(leaky()).toMatchObject({
    count: AFTER,
    countChange: AFTER - BEFORE,
    created: AFTER - BEFORE,
    freed: 0,
  });
});

test.each(['before', 'after'] as const)(
  'of %s, count and shallow size are exactly memlab’s, and the retained size is within two percent',
  async (which) => {
    const theirs = await classByMemlab(file(which), 'LeakyClass');
    const { count, countChange, shallow, shallowChange, retained, retainedChange } = leaky();
    const ours =
      which === 'after'
        ? { count, shallow, retained }
        : {
            count: count - countChange,
            shallow: shallow - shallowChange,
            retained: retained - retainedChange,
          };
    expect(theirs.count).toBe(which === 'after' ? AFTER : BEFORE);
    expect([ours.count, ours.shallow]).toEqual([theirs.count, theirs.shallow]);
    // What the class alone holds is more than its objects: payloads and labels.
    expect(theirs.retained).toBeGreaterThan(2 * theirs.shallow);
    expect(Math.abs(ours.retained / theirs.retained - 1)).toBeLessThan(0.02);
  },
);

test('the way to it begins at a root and goes through the list that keeps it', () => {
  const { path } = leaky();
  expect(path.length).toBeGreaterThan(1);
  expect(path.at(-1)!.node).toBe('LeakyClass');
  expect(path.every(({ edge, node, id }) => edge !== '' && node !== '' && id > 0)).toBe(true);
});

test('sizes are those of the files, and the heap is all of its objects', () => {
  expect(comparison.after.bytes).toBe(statSync(file('after')).size);
  expect(comparison.after.heapBytes).toBeGreaterThan(comparison.before.heapBytes);
});

test('a file that is not there says so, and the second, which is not read then, does no harm', async () => {
  const result = await compareHeaps(await heapFile(file('none')), await heapFile(file('none either')));
  expect(result).toMatchObject({ ok: false, which: 'first', problem: { code: 'unreadable' } });
});
