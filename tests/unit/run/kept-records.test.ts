import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { createKeptRecords } from '../../../src/run/kept-records.ts';

const sample = (t: number, process: string, values: Record<string, number>): RunRecord => ({
  kind: 'sample',
  t,
  process,
  values,
});
const text = (line: string): RunRecord => ({
  kind: 'text',
  t: 0,
  process: 'proxy',
  stream: 'stdout',
  text: line,
});

describe('the records of a run that are kept to be saved', () => {
  it('come back in their order and to the last figure, however the samples change', () => {
    const records: RunRecord[] = [];
    for (let i = 0; i < 5000; i += 1) {
      records.push(sample(i + 0.125, 'proxy', { 'delay.max': i / 3, 'delay.min': -i }));
      if (i % 7 === 0) records.push(sample(i + 0.25, 'load', { 'delay.max': 1e300 }));
      if (i % 11 === 0) records.push(sample(i + 0.5, 'proxy', { 'delay.min': 0 }));
      if (i % 13 === 0) records.push(text(`line ${String(i)}`));
    }
    const kept = createKeptRecords(1e6, 1e6);
    for (const record of records) kept.add(record);
    expect(kept.whole).toBe(true);
    expect(JSON.stringify(kept.all())).toBe(JSON.stringify(records));
    expect(kept.all()).toEqual(records);
  });

  it('tell names apart that are alike when they stand one after the other', () => {
    const records = [
      sample(1, 'a', { 'b,c': 1 }),
      sample(2, 'a', { b: 1, c: 2 }),
      sample(3, 'a,b', { c: 1 }),
    ];
    const kept = createKeptRecords(10, 10);
    for (const record of records) kept.add(record);
    expect(kept.all()).toEqual(records);
  });

  it.each([
    ['records', Array.from({ length: 11 }, (_, i) => sample(i, 'a', { b: i }))],
    ['characters of output', [text('1234567'), text('89012345678901')]],
  ])('are none where there are too many %s', (_what, records) => {
    const kept = createKeptRecords(10, 20);
    for (const record of records.slice(0, -1)) kept.add(record);
    expect(kept.whole).toBe(true);
    for (const record of records.slice(-1)) kept.add(record);
    expect(kept.whole).toBe(false);
    expect(kept.all()).toEqual([]);
  });
});
