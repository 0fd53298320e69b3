import { expect, test } from 'vitest';
import { parseProfile, summarize } from '../../../labs/kit/cpu-profile.ts';
import type { CpuProfile } from '../../../labs/kit/cpu-profile.ts';
import { shortUrl } from '../../../labs/kit/profile.ts';

const frame = (functionName: string, url = '', lineNumber = -1) => ({ functionName, url, lineNumber });

/** `handler` calls `pack` of the lab, which calls Node, which works natively; and it waits. */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3] },
    { id: 2, callFrame: frame('(idle)'), children: [] },
    { id: 3, callFrame: frame('handle', 'node_modules/express/lib/router.js', 10), children: [4] },
    { id: 4, callFrame: frame('pack', 'helpers.ts', 40), children: [5] },
    { id: 5, callFrame: frame('zlibBufferSync', 'node:zlib', 180), children: [6] },
    { id: 6, callFrame: frame('writeSync'), children: [] },
  ],
  startTime: 1_000_000,
  endTime: 1_100_000,
  // Each stands for the time until the next: 40 ms of nothing, 50 ms of writeSync, 10 ms of pack itself.
  samples: [2, 6, 6, 4, 3],
  timeDeltas: [0, 40_000, 20_000, 30_000, 10_000],
};

test('a profile says which function took the time by itself, where it is, and for which of the lab’s own', () => {
  const { top, idleMs, durationMs } = summarize(profile);
  expect(durationMs).toBe(100);
  expect(idleMs).toBe(40);
  expect(top[0]).toEqual({
    name: 'writeSync',
    place: 'native',
    selfMs: 50,
    share: 5 / 6,
    caller: { name: 'pack', place: 'helpers.ts:41' },
  });
  expect(top[1]).toMatchObject({ name: 'pack', place: 'helpers.ts:41', selfMs: 10, caller: undefined });
});

test('the same function on two stacks is one function, for whom it worked longest', () => {
  const twice: CpuProfile = {
    ...profile,
    nodes: [
      ...profile.nodes.slice(0, 2),
      { ...profile.nodes[2]!, children: [4, 7] },
      ...profile.nodes.slice(3),
      { id: 7, callFrame: frame('send', 'service.ts', 3), children: [8] },
      { id: 8, callFrame: frame('writeSync'), children: [] },
    ],
    samples: [8, 6, 2],
    timeDeltas: [0, 10_000, 30_000],
  };
  const { top } = summarize(twice);
  expect(top).toHaveLength(1);
  expect(top[0]).toMatchObject({ name: 'writeSync', selfMs: 40, caller: { name: 'pack' } });
});

test('a stack that goes in a circle comes to an end', () => {
  const circle: CpuProfile = {
    ...profile,
    nodes: [
      { id: 1, callFrame: frame('a'), children: [2] },
      { id: 2, callFrame: frame('b'), children: [1] },
    ],
    samples: [1, 2],
    timeDeltas: [0, 1000],
  };
  expect(summarize(circle).top[0]).toMatchObject({ name: 'a', caller: undefined });
});

test.each(['', 'null', '{}', '{"nodes":[]}', '{"nodes":[{"id":"1"}]}', 'not JSON'])(
  'what is no profile is none: %s',
  (text) => {
    expect(parseProfile(text)).toBeUndefined();
  },
);

test('what V8 writes more than is needed does no harm', () => {
  expect(parseProfile(JSON.stringify({ ...profile, more: 1 }))).toEqual(profile);
});

test.each([
  ['node:zlib', 'node:zlib'],
  ['', ''],
  ['file:///home/ada/labs/.runs/1/ask-node/helpers.ts', 'helpers.ts'],
  ['file:///home/ada/node_modules/express/lib/express.js', 'node_modules/express/lib/express.js'],
  ['file:///home/ada/labs/kit/program.ts', 'kit/program.ts'],
  ['file:///home/ada/elsewhere/secret.ts', 'secret.ts'],
  ['evalmachine.<anonymous>', 'evalmachine.<anonymous>'],
])('the path of %s is shortened to %s', (url, short) => {
  expect(shortUrl(url, 'file:///home/ada/labs/.runs/1/ask-node/')).toBe(short);
});
