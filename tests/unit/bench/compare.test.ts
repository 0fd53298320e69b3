import { expect, test } from 'vitest';
import { quantile, ratio, turns } from '../../bench/compare.ts';

test('turns alternate so that each comes first as often as second', () => {
  expect(turns(4).join('')).toBe('abbaabba');
  expect(turns(0)).toEqual([]);
});

test('the ratio is that of the middle pair, so that one disturbed turn does not decide', () => {
  const found = ratio([100, 100, 100, 200], [110, 900, 130, 240]);
  expect(found.median).toBeCloseTo(1.25);
  expect(found.low).toBeCloseTo(1.175);
  expect(found.high).toBeCloseTo(3.225);
  expect(found).toMatchObject({ a: 100, b: 185 });
});

test('a quantile lies between its neighbours, and is no number where nothing was measured', () => {
  expect(quantile([30, 10, 20], 0.5)).toBe(20);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(quantile([], 0.5)).toBeNaN();
});
