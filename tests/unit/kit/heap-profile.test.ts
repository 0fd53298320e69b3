import { expect, test } from 'vitest';
import { bytesByOwner, parseHeapProfile, summarizeAllocations } from '../../../labs/kit/heap-profile.ts';
import type { HeapNode } from '../../../labs/kit/heap-profile.ts';
import { readProfile } from '../../../src/run/profile.ts';

const node = (
  functionName: string,
  url: string,
  selfSize: number,
  children: HeapNode[] = [],
  lineNumber = 9,
): HeapNode => ({ callFrame: { functionName, url, lineNumber }, selfSize, children });

/** `lines` has a callback without a name that calls Node, which allocates; `basket` allocates itself, on two stacks. */
const head = node(
  '(root)',
  '',
  0,
  [
    node('handle', 'node_modules/router/index.js', 50_000, [
      node('lines', 'helpers.ts', 100_000, [
        node('', 'helpers.ts', 50_000, [node('join', '', 300_000, [], -1)], 11),
      ]),
      node('openBasket', 'baskets.ts', 200_000),
    ]),
    node('openBasket', 'baskets.ts', 300_000),
  ],
  -1,
);

test('a profile of allocations says whose own bytes were the most, where, and for which of the lab’s own', () => {
  const { bytes, top } = summarizeAllocations(head);
  expect(bytes).toBe(1_000_000);
  expect(top[0]).toEqual({
    name: 'openBasket',
    place: 'baskets.ts:10',
    bytes: 500_000,
    share: 0.5,
    caller: undefined,
  });
  expect(top[1]).toMatchObject({
    name: 'join',
    place: 'native',
    bytes: 300_000,
    caller: { name: 'lines', place: 'helpers.ts:10' },
  });
  expect(summarizeAllocations(head, 1).top).toHaveLength(1);
});

test('what a callback without a name and what Node allocated is counted for the named function below', () => {
  expect(Object.fromEntries(bytesByOwner(head))).toEqual({
    '': 50_000,
    lines: 450_000,
    openBasket: 500_000,
  });
});

test('a profile without a sample has no function, and no share of nothing', () => {
  expect(summarizeAllocations(node('(root)', '', 0))).toEqual({ bytes: 0, top: [] });
});

test('what is no profile is undefined, however it is broken', () => {
  expect(parseHeapProfile(JSON.stringify({ head, samples: [] }))).toEqual(head);
  for (const text of [
    '',
    '{}',
    '{"head":{}}',
    JSON.stringify({ head: { ...head, selfSize: -1 } }),
    JSON.stringify({ head: { ...head, children: [{}] } }),
    `{"head":${'{"children":['.repeat(100_000)}`,
    JSON.stringify({ nodes: [], samples: [] }),
  ]) {
    expect(parseHeapProfile(text)).toBeUndefined();
  }
});

test('the page’s table tells the two kinds of profiles by their names, each with its own unit', () => {
  const text = JSON.stringify({ head, samples: [] });
  expect(readProfile('all.heapprofile', text)).toMatchObject({
    about: '1 MB, estimated from samples',
    rows: [{ name: 'openBasket', itself: '500 kB', share: 0.5 }, {}, {}, {}, {}],
  });
  expect(readProfile('service-1.cpuprofile', text)).toBeUndefined();
});
