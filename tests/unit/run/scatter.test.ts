import { expect, test } from 'vitest';
import type { ScatterPanel, ScatterPoint } from '../../../labs/kit/panels.ts';
import { scatterFinding, scatterScale } from '../../../src/run/scatter.ts';

const points: ScatterPoint[] = [
  { name: 'no block', x: 500, y: 501 },
  { name: 'a block of 2 s', x: 2450, y: 2462 },
];
const panel: ScatterPanel = {
  kind: 'scatter',
  id: 'timers',
  title: 'Timers',
  unit: 'ms',
  x: 'due',
  y: 'fired',
  rule: 'the rule',
  claim: { at: 500, label: 'the claim' },
  read: () => points,
};

test('the axis holds every point and the claim, with a few round marks and none past its end', () => {
  const { max, ticks } = scatterScale(points, 500);
  expect(max).toBeGreaterThan(2462);
  expect(ticks).toEqual([0, 500, 1000, 1500, 2000, 2500]);
  expect(scatterScale([{ name: 'a', x: 3, y: 4 }], 9).ticks).toEqual([0, 2, 4, 6, 8]);
});

test('the sentence says how far the points are from the rule, and how many are over the claim', () => {
  expect(scatterFinding(panel, points)).toBe(
    '2 measured, at most 12 ms from the rule; 1 of them more than 10% over 500 ms.',
  );
  expect(scatterFinding({ ...panel, claim: undefined }, points)).toBe(
    '2 measured, at most 12 ms from the rule.',
  );
});

test('nothing measured, and values that cannot be, still have an axis and a sentence', () => {
  expect(scatterFinding(panel, [])).toBe('Nothing was measured yet.');
  expect(scatterScale([])).toEqual({ max: 1, ticks: [0, 1] });
  const { max, ticks } = scatterScale([{ name: 'odd', x: NaN, y: Number.MAX_VALUE }]);
  expect(Number.isFinite(max)).toBe(true);
  expect(ticks.length).toBeLessThan(10);
});
