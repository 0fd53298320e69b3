import { expect, test } from 'vitest';
import { exceeded, line, ratio, turns } from '../../bench/compare.ts';

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

test('a line says the ratio, its spread, what was measured and whether the bar was kept', () => {
  const comparison = { name: 'a call', unit: 'µs', a: [400, 400, 400], b: [500, 520, 560] };
  expect(line(comparison)).toBe('1.30 (1.27 to 1.35)  400 → 520 µs  a call');
  expect(line({ ...comparison, atMost: 1.5 })).toMatch(/: at most 1.5, kept$/);
  expect(line({ ...comparison, atMost: 1.2 })).toMatch(/: at most 1.2, EXCEEDED$/);
});

test('a bar is exceeded by a ratio over it, and by none at all', () => {
  const comparison = { name: '', unit: '', a: [100], b: [150] };
  expect(exceeded(comparison)).toBe(false);
  expect(exceeded({ ...comparison, atMost: 1.5 })).toBe(false);
  expect(exceeded({ ...comparison, atMost: 1.4 })).toBe(true);
  expect(exceeded({ ...comparison, a: [], b: [], atMost: 1.5 })).toBe(true);
});
