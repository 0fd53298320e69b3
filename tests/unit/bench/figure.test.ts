import { expect, test } from 'vitest';
import { figureLine, missed } from '../../bench/figure.ts';

test('a figure is told by its median, with quartiles and unit', () => {
  const figure = { name: 'first paint', unit: 'ms', values: [900, 1000, 1100.4, 1300, 1200] };
  expect(figureLine(figure)).toBe('1100 ms (1000 to 1200)  first paint');
  expect(missed(figure)).toBe(false);
});

test('a median below the goal misses it, and so does what was never measured', () => {
  const score = (values: number[]) => ({ name: 'score', unit: '', values, atLeast: 100 });
  expect(figureLine(score([90, 100, 100]))).toBe('100 (95 to 100)  score: at least 100, kept');
  expect(figureLine(score([100, 99, 99]))).toBe('99 (99 to 99.5)  score: at least 100, MISSED');
  expect(missed(score([]))).toBe(true);
  expect(missed(score([100, NaN, 100]))).toBe(true);
});
