import { expect, test } from 'vitest';
import type { ClassChange, HeapComparison } from '../../../labs/kit/heap/compare.ts';
import { withoutPlaces } from '../../../labs/kit/heap/places.ts';
import { readHeaps } from '../../../labs/kit/heap/told.ts';
import { cell, columns, firstChosen, formatBytes, heapsSentence, inOrder } from '../../../src/run/heaps.ts';
import { createHeapsLook } from '../../../src/workbench/state/heaps.ts';

const one = (name: string, countChange: number, retainedChange: number): ClassChange => ({
  name,
  count: 10,
  countChange,
  shallow: 480,
  shallowChange: countChange * 48,
  retained: 52_000,
  retainedChange,
  created: Math.max(0, countChange),
  freed: 0,
  path: [{ edge: '.list', node: 'Array', id: 7 }],
});
const classes = [
  one('(array)', 5, 900_000),
  one('Leaky', 900, 1_000_000),
  one('Gone', -3, -2000),
  one('Alike', -3, 0),
];
const comparison: HeapComparison = {
  before: { bytes: 5e6, objects: 50_000, references: 200_000, heapBytes: 6_000_000 },
  after: { bytes: 6e6, objects: 57_000, references: 240_000, heapBytes: 7_200_000 },
  classes,
  classCount: 156,
  swapped: false,
};
const names = (list: readonly ClassChange[]) => list.map(({ name }) => name);
const column = (id: string) => columns.find((candidate) => candidate.id === id)!;

test('classes are sorted by each column, both ways, and by name where it leaves two alike', () => {
  expect(names(inOrder(classes, { by: 'retainedChange', descending: true }))).toEqual([
    'Leaky',
    '(array)',
    'Alike',
    'Gone',
  ]);
  expect(names(inOrder(classes, { by: 'countChange', descending: false }))).toEqual([
    'Alike',
    'Gone',
    '(array)',
    'Leaky',
  ]);
  expect(names(inOrder(classes, { by: 'name', descending: false }))[1]).toBe('Alike');
});

test('pressing a column sorts by it, the largest first; pressing it again turns it round', () => {
  const look = createHeapsLook();
  look.sortBy('count');
  expect(look.order.value).toEqual({ by: 'count', descending: true });
  look.sortBy('count');
  expect(look.order.value).toEqual({ by: 'count', descending: false });
  look.sortBy('name');
  expect(look.order.value).toEqual({ by: 'name', descending: false });
});

test('a change has its sign, a size its unit', () => {
  expect(cell(classes[1]!, column('countChange'))).toBe('+900');
  expect(cell(classes[2]!, column('countChange'))).toBe('−3');
  expect(cell(classes[1]!, column('retainedChange'))).toBe('+1 MB');
  expect(cell(classes[3]!, column('retainedChange'))).toBe('0 B');
  expect(cell(classes[1]!, column('shallow'))).toBe('480 B');
  expect(cell(classes[1]!, column('name'))).toBe('Leaky');
});

test('sizes are written as a person would', () => {
  expect([0, 999, 1000, 52_000, 340_123, 999_499, 999_500, 12_340_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '52 kB',
    '340 kB',
    '999 kB',
    '1 MB',
    '12.3 MB',
  ]);
});

test('what it comes to is said, and that the files are the wrong way round', () => {
  expect(heapsSentence(comparison)).toBe(
    'The heap grew by 1.2 MB, to 7.2 MB in 57,000 objects. Of 156 classes the 4 that changed most or are largest are told.',
  );
  expect(heapsSentence({ ...comparison, after: comparison.before })).toContain('is as large as before');
  expect(heapsSentence({ ...comparison, swapped: true })).toContain('The first file is the later one');
});

test('the class that a lab is about is chosen first; else one that the program named', () => {
  expect(firstChosen(classes, 'Gone')?.name).toBe('Gone');
  expect(firstChosen(classes, undefined)?.name).toBe('Leaky');
  expect(firstChosen([], undefined)).toBeUndefined();
});

test('what travels has no folder of the machine in it, whole or cut off', () => {
  const path = [
    { edge: '["file:///home/me/my-course/labs/a.ts"]', node: '"/home/me/my-course/la…"', id: 1 },
    { edge: '.url', node: '"node:internal/process/task_queues"', id: 2 },
    { edge: '["C:\\\\Users\\\\me\\\\x.ts"]', node: 'system / Context', id: 3 },
    { edge: 'cache (variable)', node: '"/home/me/course"', id: 4 },
  ];
  const told = JSON.stringify(withoutPlaces({ ...comparison, classes: [{ ...classes[0]!, path }] }));
  expect(told).not.toMatch(/home|me[/\\]|Users/);
  expect(told).toContain('…/a.ts');
  expect(told).toContain('system / Context');
  expect(told).toContain('cache (variable)');
});

test('a comparison comes through a run as it was told; anything else is none', () => {
  const told = { files: ['a', 'b'], result: { ok: true, comparison } };
  expect(readHeaps(JSON.stringify(told))).toEqual(told);
  const problem = { code: 'truncated', message: 'It ends.', next: 'Take it again.' };
  const failed = { files: ['a', 'b'], result: { ok: false, which: 'second', problem } };
  expect(readHeaps(JSON.stringify(failed))).toEqual(failed);
  for (const text of [
    '',
    '{}',
    'null',
    JSON.stringify({ ...told, files: ['a'] }),
    '{"files":["a","b"],"result":{}}',
  ]) {
    expect(readHeaps(text)).toBeUndefined();
  }
});
