import { expect, test } from 'vitest';
import { LastSecond, percentile } from '../../../labs/kit/percentiles.ts';

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([0, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([1, 50, 95, 100]);
  expect(percentile([], 0.5)).toBeUndefined();
});

test('only the last second counts', () => {
  const window = new LastSecond();
  window.add(0, 9);
  window.add(600, 7);
  window.add(900, 3);
  expect(window.values(999)).toEqual([3, 7, 9]);
  expect(window.values(1500)).toEqual([3, 7]);
});
