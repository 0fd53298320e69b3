import { expect, test } from 'vitest';
import { compareHeaps } from '../../../../labs/kit/heap/compare.ts';
import type { HeapComparison } from '../../../../labs/kit/heap/compare.ts';
import { source, tiny } from './tiny.ts';
import type { TinyNode } from './tiny.ts';

/** A global object with a list, and `leaks` objects in it, each with a text of its own. */
function heap(leaks: number, others: TinyNode[] = []): string {
  const first = 3;
  const rest = first + leaks * 2;
  return tiny([
    { type: 'synthetic', name: '', size: 0, id: 1, edges: [['shortcut', 'global', 1]] },
    {
      name: 'global',
      id: 3,
      edges: [
        ['property', 'list', 2],
        ...others.map((_, i) => ['element', i, rest + i] as ['element', number, number]),
      ],
    },
    {
      name: 'Array',
      id: 5,
      size: 16,
      edges: Array.from(
        { length: leaks },
        (_, i) => ['element', i, first + i * 2] as ['element', number, number],
      ),
    },
    ...Array.from({ length: leaks }, (_, i): TinyNode[] => [
      { name: 'Leaky', id: 101 + i * 4, size: 24, edges: [['property', 'text', first + i * 2 + 1]] },
      { type: 'string', name: `text ${String(i)}`, id: 103 + i * 4, size: 100 },
    ]).flat(),
    ...others,
  ]);
}

async function compared(before: string, after: string): Promise<HeapComparison> {
  const result = await compareHeaps(source(before, 999), source(after, 999));
  if (!result.ok) throw new Error(result.problem.message);
  return result.comparison;
}
const classOf = ({ classes }: HeapComparison, name: string) => classes.find((one) => one.name === name);

test('a class says how many it has and what they retain, and how much more that is than before', async () => {
  const comparison = await compared(heap(2), heap(5));
  expect(classOf(comparison, 'Leaky')).toMatchObject({
    count: 5,
    countChange: 3,
    shallow: 120,
    shallowChange: 72,
    retained: 620,
    retainedChange: 372,
    created: 3,
    freed: 0,
  });
  expect(comparison.swapped).toBe(false);
  expect(comparison.after.heapBytes - comparison.before.heapBytes).toBe(372);
});

test('the way to a class is that of a new object of it, with the names of the references', async () => {
  const { path } = classOf(await compared(heap(2), heap(5)), 'Leaky')!;
  expect(path.map(({ edge, node }) => `${edge} ${node}`)).toEqual([
    'global global',
    '.list Array',
    '[2] Leaky',
  ]);
  expect(path.at(-1)!.id).toBe(109);
});

test('an object that a global object holds is nearer than one that V8 alone holds, however long the way', async () => {
  const after = tiny([
    {
      type: 'synthetic',
      name: '',
      size: 0,
      id: 1,
      edges: [
        ['element', 1, 2],
        ['shortcut', 'global', 1],
      ],
    },
    { name: 'global', id: 3, edges: [['property', 'one', 4]] },
    { type: 'synthetic', name: '(Handle scope)', id: 5, edges: [['element', 0, 3]] },
    { name: 'Leaky', id: 901 },
    { name: 'Box', id: 903, edges: [['property', 'two', 5]] },
    { name: 'Box', id: 905, edges: [['property', 'three', 6]] },
    { name: 'Leaky', id: 907 },
  ]);
  const { path } = classOf(await compared(heap(0), after), 'Leaky')!;
  expect(path.map(({ edge }) => edge)).toEqual(['global', '.one', '.two', '.three']);
});

test('of the new ones it is that of the one that retains most', async () => {
  const others: TinyNode[] = [
    { name: 'Array', id: 901, size: 10 },
    { name: 'Box', id: 903, edges: [['property', 'held', 5]] },
    { name: 'Array', id: 905, size: 500 },
  ];
  const after = heap(0, others);
  const { path } = classOf(await compared(heap(0), after), 'Array')!;
  expect(path.at(-1)!.id).toBe(905);
});

test('where none is new, it is that of the one that retains most', async () => {
  const more = classOf(await compared(heap(2), heap(5)), 'Array')!;
  expect(more).toMatchObject({ created: 0, retained: 636 });
  const others: TinyNode[] = [
    { name: 'Array', id: 201, size: 10 },
    { name: 'Array', id: 203, size: 500 },
  ];
  const { path } = classOf(await compared(heap(0, others), heap(0, others)), 'Array')!;
  expect(path.map(({ edge }) => edge)).toEqual(['global', '[1]']);
});

test('what one object of a class retains in another of it is counted once', async () => {
  const after = tiny([
    { type: 'synthetic', name: '', size: 0, id: 1, edges: [['shortcut', 'global', 1]] },
    { name: 'global', id: 3, edges: [['property', 'ring', 2]] },
    { name: 'Ring', id: 901, size: 10, edges: [['property', 'next', 3]] },
    { name: 'Ring', id: 903, size: 10, edges: [['property', 'next', 4]] },
    { name: 'Ring', id: 905, size: 10 },
  ]);
  expect(classOf(await compared(heap(0), after), 'Ring')).toMatchObject({ count: 3, retained: 30 });
});

test('objects that were replaced are told from objects that stayed', async () => {
  const before = heap(0, [
    { name: 'Entry', id: 201 },
    { name: 'Entry', id: 203 },
  ]);
  const after = heap(0, [
    { name: 'Entry', id: 203 },
    { name: 'Entry', id: 205 },
  ]);
  expect(classOf(await compared(before, after), 'Entry')).toMatchObject({
    countChange: 0,
    created: 1,
    freed: 1,
  });
});

test('a class that is gone is still told', async () => {
  const gone = classOf(await compared(heap(0, [{ name: 'Gone', id: 201 }]), heap(0)), 'Gone');
  expect(gone).toMatchObject({ count: 0, countChange: -1, retained: 0, freed: 1, path: [] });
});

test('two snapshots in the wrong order are noticed', async () => {
  expect((await compared(heap(5), heap(2))).swapped).toBe(true);
});

test('a part of a page that was taken out of it is a class of its own', async () => {
  const others: TinyNode[] = [
    { type: 'native', name: '<div class="a">', id: 201 },
    { type: 'native', name: '<div class="b">', id: 203, detached: 2 },
  ];
  const { classes } = await compared(heap(0), heap(0, others));
  expect(classes.map(({ name }) => name)).toEqual(expect.arrayContaining(['<div>', 'Detached <div>']));
});

test.each(['first', 'second'] as const)('it says which is wrong: the %s', async (which) => {
  const [good, bad] = [heap(1), heap(1).slice(0, -20)];
  const result = await compareHeaps(
    source(which === 'first' ? bad : good),
    source(which === 'first' ? good : bad),
  );
  expect(result).toMatchObject({ ok: false, which, problem: { code: 'truncated' } });
});

test('progress goes from nothing to all, with a name for each step', async () => {
  const steps: [string, number][] = [];
  await compareHeaps(source(heap(5)), source(heap(9)), {
    onProgress: (step, share) => steps.push([step, share]),
  });
  const shares = steps.map(([, share]) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect([...new Set(steps.map(([step]) => step))]).toEqual([
    'reading the first',
    'its sizes',
    'reading the second',
    'its sizes and paths',
  ]);
});
