import { expect, test } from 'vitest';
import type { AreasPanel, AreasScene } from '../../../labs/kit/panels.ts';
import { areaFinding, areasFinding, areasScales, edges, thinned } from '../../../src/run/areas.ts';

const panel: AreasPanel = {
  kind: 'areas',
  id: 'areas',
  title: 'What rss is made of',
  unit: 'MB',
  x: 'seconds',
  whole: 'rss',
  layers: [
    { id: 'used', label: 'heapUsed', tone: 'link' },
    { id: 'buffers', label: 'arrayBuffers', tone: 'delay' },
  ],
  read: () => [],
};
const leak: AreasScene = {
  name: '--leak-buffers',
  points: [
    { x: 0, whole: 60, parts: [4, 1] },
    { x: 7, whole: 90, parts: [5, 41] },
    { x: 14, whole: 120, parts: [5, 71] },
  ],
};
const idle: AreasScene = { name: 'idle', points: [{ x: 0, whole: 60, parts: [4, 1] }] };

test('all pictures share both axes, which hold the largest whole and parts that come to more than it', () => {
  const { across, up } = areasScales([leak, idle]);
  expect(up.max).toBeGreaterThan(120);
  expect(across.max).toBeGreaterThan(14);
  expect(areasScales([{ name: 'more', points: [{ x: 1, whole: 10, parts: [400] }] }]).up.max).toBeGreaterThan(
    400,
  );
  expect(areasScales([]).up.max).toBe(1);
});

test('each layer lies on the one below it', () => {
  expect(edges(leak.points, 0).map(({ low, high }) => [low, high])).toEqual([
    [0, 4],
    [0, 5],
    [0, 5],
  ]);
  expect(edges(leak.points, 1).at(-1)).toEqual({ low: 5, high: 76 });
});

test('of many points some are drawn, the first and the last among them', () => {
  const many = Array.from({ length: 500 }, (_, x) => ({ x, whole: x, parts: [x] }));
  const few = thinned(many);
  expect(few.length).toBeLessThanOrEqual(40);
  expect([few[0]?.x, few.at(-1)?.x]).toEqual([0, 499]);
  expect(thinned(leak.points)).toEqual(leak.points);
});

test('each picture says by how much its whole has grown and what most of that was; all together, which did most', () => {
  expect(areaFinding(panel, leak)).toBe(
    '--leak-buffers: rss from 60 to 120 MB, most of it arrayBuffers (+70)',
  );
  expect(areaFinding(panel, { name: 'later', points: [] })).toBe('later: nothing was measured yet');
  expect(areasFinding(panel, [idle, leak])).toBe(
    'The most in --leak-buffers: rss from 60 to 120 MB, most of it arrayBuffers (+70).',
  );
  expect(areasFinding(panel, [{ name: 'later', points: [] }])).toBe('Nothing was measured yet.');
});
