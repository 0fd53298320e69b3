import { expect, test } from 'vitest';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { parseUsed, readAs, readingsOf, type Used } from '../../bench/known.ts';

const used = (what: Used['what'], from: number, to: number): Used => ({ what, amount: 1, used: 1, from, to });
const readings = (...pairs: [t: number, value: number][]) => pairs.map(([t, value]) => ({ t, value }));

test('a line is taken only if it says what was used', () => {
  const line = used('cpu', 100, 200);
  expect(parseUsed(JSON.stringify(line))).toEqual(line);
  expect(parseUsed('{"what":"luck","amount":1,"used":1,"from":0,"to":1}')).toBeUndefined();
  expect(parseUsed('listening')).toBeUndefined();
});

test('each kind is read from its own metric', () => {
  const sample: RunRecord = {
    kind: 'sample',
    t: 5,
    process: 'known',
    values: { 'process.cpu.time': 3, 'nodejs.memory.external': 4 },
  };
  expect(readingsOf([sample], 'cpu')).toEqual(readings([5, 3]));
  expect(readingsOf([sample], 'external')).toEqual(readings([5, 4]));
  expect(readingsOf([sample], 'rate')).toEqual([]);
});

test('a delay is the worst that was read while it lasted and just after', () => {
  const all = readings([900, 700], [1050, 40], [1120, 98], [1400, 500]);
  expect(readAs(used('delay', 1000, 1100), all)).toBe(98);
});

test('what grows is read before and after', () => {
  const all = readings([900, 10], [1500, 200], [2100, 310], [3000, 900]);
  expect(readAs(used('cpu', 1000, 2000), all)).toBe(300);
  expect(readAs(used('heap', 1000, 2000), all)).toBe(190);
});

test('a rate is the mean of those that hold nothing of the rest before', () => {
  const all = readings([1000, 0], [1500, 25], [2200, 50], [2400, 52], [3100, 9]);
  expect(readAs(used('rate', 1000, 3000), all)).toBe(51);
});

test.each(['delay', 'cpu', 'heap', 'external', 'rate'] as const)(
  'without a reading, %s is no number',
  (what) => {
    expect(readAs(used(what, 0, 1000), [])).toBeNaN();
  },
);
