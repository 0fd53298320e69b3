import { expect, test } from 'vitest';
import type { CurvesPanel } from '../../../labs/kit/panels.ts';
import { curvesFinding, powerScale, twoFigures } from '../../../src/run/curves.ts';

const panel: CurvesPanel = {
  kind: 'curves',
  id: 'failures',
  title: 'What a failure costs',
  x: 'calls in the window',
  y: 'a failure',
  unit: 'ms',
  lines: [
    { id: 'source', label: 'as in the source', tone: 'bad', dash: 'solid' },
    { id: 'yours', label: 'yours', tone: 'link', dash: 'dotted' },
  ],
  read: () => ({}),
};

test('an axis goes from the power of ten below the values to the one above, and a tenfold is one step on it', () => {
  const { ticks, share } = powerScale([0.014, 2.2, 11]);
  expect(ticks).toEqual([0.01, 0.1, 1, 10, 100]);
  expect([0.01, 0.1, 100].map(share)).toEqual([0, 0.25, 1]);
  expect(powerScale([1000]).ticks).toEqual([1000, 10_000]);
});

test('values that have no place by powers of ten lie at the ends, and without any there still is an axis', () => {
  expect(powerScale([]).ticks).toEqual([1, 10]);
  const { ticks, share } = powerScale([0, NaN, Infinity, 5]);
  expect(ticks).toEqual([1, 10]);
  expect([share(0), share(-1), share(1e9)]).toEqual([0, 0, 1]);
});

test('the sentence says what each line comes to at the right end, and leaves out what is not there', () => {
  const source = [
    { x: 100, y: 0.05 },
    { x: 50_000, y: 11.4 },
  ];
  expect(curvesFinding(panel, { source, yours: [{ x: 50_000, y: 0.0142 }] })).toBe(
    'At 50,000 calls in the window: as in the source 11 ms, yours 0.014 ms.',
  );
  expect(curvesFinding(panel, { source })).toBe('At 50,000 calls in the window: as in the source 11 ms.');
  expect(curvesFinding(panel, {})).toBe('Nothing was measured yet.');
});

test('a number keeps two figures, however small', () => {
  expect([0, 0.0142, 0.5, 2.25, 11.4, 50_000].map(twoFigures)).toEqual([
    '0',
    '0.014',
    '0.5',
    '2.3',
    '11',
    '50,000',
  ]);
});
