import { describe, expect, test } from 'vitest';
import { line, missed } from '../../bench/result.ts';

describe('a comparison', () => {
  const comparison = { name: 'a call', unit: 'µs', a: [400, 400, 400], b: [500, 520, 560] };

  test('says the ratio, its spread, what was measured, and whether the goal is met', () => {
    expect(line(comparison)).toBe('1.30 (1.27 to 1.35)  400 → 520 µs  a call');
    expect(line({ ...comparison, atMost: 1.5 })).toMatch(/: at most 1.5, met$/);
    expect(line({ ...comparison, atMost: 1.2 })).toMatch(/: at most 1.2, NOT MET$/);
  });

  test('misses a goal with a ratio over it, and with none at all', () => {
    const one = { name: '', unit: '', a: [100], b: [150] };
    expect(missed(one)).toBe(false);
    expect(missed({ ...one, atMost: 1.5 })).toBe(false);
    expect(missed({ ...one, atMost: 1.4 })).toBe(true);
    expect(missed({ ...one, a: [], b: [], atMost: 1.5 })).toBe(true);
  });
});

describe('a figure', () => {
  const figure = { name: 'frames', unit: '/s', values: [58, 60, 59.5] };

  test('says the median with its unit, its spread, and whether the goal is met', () => {
    expect(line(figure)).toBe('59.5 /s (58.8 to 59.8)  frames');
    expect(line({ ...figure, atLeast: 50 })).toBe('59.5 /s (58.8 to 59.8)  frames: at least 50 /s, met');
    expect(line({ ...figure, atLeast: 60 })).toMatch(/: at least 60 \/s, NOT MET$/);
    expect(line({ ...figure, atMost: 10 })).toMatch(/: at most 10 \/s, NOT MET$/);
  });

  test('keeps a count as it is, and the digits of a small number', () => {
    expect(line({ name: 'bytes', unit: 'B', values: [19_874] })).toMatch(/^19874 B/);
    expect(line({ name: 'shift', unit: '', values: [0.0123] })).toMatch(/^0.01 /);
  });

  test('that could not be measured misses its goal', () => {
    expect(missed({ ...figure, values: [] })).toBe(false);
    expect(missed({ ...figure, values: [], atLeast: 1 })).toBe(true);
  });
});
