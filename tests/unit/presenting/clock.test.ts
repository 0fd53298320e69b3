import { expect, test } from 'vitest';
import { elapsed, timeOfDay } from '../../../src/presenting/clock.ts';

test.each([
  [-5, '0:00'],
  [999, '0:00'],
  [61_000, '1:01'],
  [59 * 60_000 + 59_999, '59:59'],
  [3_600_000, '1:00:00'],
  [5_400_000 + 7000, '1:30:07'],
])('%i ms are %s', (ms, text) => {
  expect(elapsed(ms)).toBe(text);
});

test('the time of day has two digits each', () => {
  expect(timeOfDay(new Date(2026, 10, 21, 9, 5))).toBe('09:05');
});
