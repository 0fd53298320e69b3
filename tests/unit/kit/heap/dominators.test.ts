import { expect, test } from 'vitest';
import { analyse } from '../../../../labs/kit/heap/analyse.ts';
import { findDominators } from '../../../../labs/kit/heap/dominators.ts';
import { essentialEdges } from '../../../../labs/kit/heap/essential.ts';
import type { HeapGraph } from '../../../../labs/kit/heap/graph.ts';
import { findPaths } from '../../../../labs/kit/heap/path.ts';
import { readHeap } from '../../../../labs/kit/heap/read.ts';
import { source, tiny } from './tiny.ts';
import type { TinyNode } from './tiny.ts';

async function graphOf(nodes: TinyNode[]): Promise<HeapGraph> {
  const read = await readHeap(source(tiny(nodes), 4096));
  if (!read.ok) throw new Error(read.problem.message);
  return read.graph;
}
async function retainedOf(nodes: TinyNode[]): Promise<number[]> {
  return [...analyse(await graphOf(nodes)).retained];
}
const root = (...to: number[]): TinyNode => ({
  type: 'synthetic',
  name: '',
  size: 0,
  edges: to.map((ordinal) => ['element', ordinal, ordinal]),
});
const object = (...to: number[]): TinyNode => ({ edges: to.map((ordinal) => ['property', 'to', ordinal]) });

test('an object retains what is reached by it alone', async () => {
  // 1 holds 2 and 3, which both hold 4; 4 holds 5.
  expect(await retainedOf([root(1), object(2, 3), object(4), object(4), object(5), object()])).toEqual([
    50, 50, 10, 10, 20, 10,
  ]);
});

test('a ring is retained by what leads into it', async () => {
  expect(await retainedOf([root(1), object(2), object(3), object(1, 2)])).toEqual([30, 30, 20, 10]);
});

test('what is reached from nowhere hangs from the root, and takes from others what it holds too', async () => {
  // 2 and 3 hold each other and nobody them; 3 holds 1 as well.
  expect(await retainedOf([root(1), object(4), object(3), object(2, 4), object()])).toEqual([
    40, 10, 20, 10, 10,
  ]);
});

test.each(['weak', 'shortcut'])('a reference of the kind “%s” holds nothing', async (kind) => {
  const one: TinyNode = { edges: [[kind, 'to', 2]] };
  const graph = await graphOf([root(1), one, object()]);
  expect(analyse(graph).retained[1]).toBe(10);
  expect(findPaths(graph, essentialEdges(graph)).to(2)).toEqual([]);
});

test('an entry of a WeakMap is retained by its key, not by the table', async () => {
  const name = '2 / part of key (Object @5) -> value (Object @7) pair in WeakMap (table @3)';
  const table: TinyNode = { edges: [['internal', name, 3]] };
  const key: TinyNode = { edges: [['internal', name, 3]] };
  expect(await retainedOf([root(1, 2), table, key, object()])).toEqual([30, 10, 20, 10]);
});

test('V8’s own references take nothing from what a global object holds', async () => {
  const global: TinyNode = { name: 'global', edges: [['property', 'app', 3]] };
  const roots: TinyNode = { type: 'synthetic', name: '(GC roots)', size: 0, edges: [['element', 1, 3]] };
  const top: TinyNode = {
    type: 'synthetic',
    name: '',
    size: 0,
    edges: [
      ['element', 1, 1],
      ['shortcut', 'global', 2],
    ],
  };
  expect(await retainedOf([top, roots, global, object(4), object()])).toEqual([30, 0, 30, 20, 10]);
});

test('a list of 100,000 objects, each held by the one before, needs no deep stack', async () => {
  const count = 100_000;
  const nodes = Array.from({ length: count }, (_, i) => (i + 1 < count ? object(i + 1) : object()));
  nodes[0] = root(1);
  expect(analyse(await graphOf(nodes)).retained[1]).toBe((count - 1) * 10);
});

/** By the meaning of the word: without its dominators an object cannot be reached. */
function dominatorsByRemoval({ nodeCount, node, edge }: HeapGraph, essential: Uint8Array): number[] {
  const reached = (without: number): Set<number> => {
    const seen = new Set<number>(without === 0 ? [] : [0]);
    const queue = [...seen];
    for (const from of queue) {
      for (let i = node.firstEdge[from]!; i < node.firstEdge[from + 1]!; i += 1) {
        const to = edge.to[i]!;
        if (essential[i] === 0 || to === without || seen.has(to)) continue;
        seen.add(to);
        queue.push(to);
      }
    }
    return seen;
  };
  const with_ = Array.from({ length: nodeCount }, (_, without) => reached(without));
  const strict = (of: number) =>
    Array.from({ length: nodeCount }, (_, i) => i).filter((i) => i !== of && !with_[i]!.has(of));
  // Of all that dominate it, the one that is dominated by all others.
  return Array.from({ length: nodeCount }, (_, of) =>
    of === 0 ? 0 : strict(of).toSorted((a, b) => strict(b).length - strict(a).length)[0]!,
  );
}

test('in 200 heaps drawn at random, the dominators are those that the definition gives', async () => {
  let seed = 7;
  const draw = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const count = 2 + draw(14);
    const nodes = Array.from({ length: count }, (_, i): TinyNode => {
      // Each is held by an earlier one, so that all are reached.
      const own = Array.from({ length: draw(3) }, () => draw(count));
      return i === 0 ? root(...own) : object(...own);
    });
    for (let i = 1; i < count; i += 1) nodes[draw(i)]!.edges!.push(['property', 'held', i]);
    const graph = await graphOf(nodes);
    const essential = essentialEdges(graph);
    expect([...findDominators(graph, essential).of]).toEqual(dominatorsByRemoval(graph, essential));
  }
});
