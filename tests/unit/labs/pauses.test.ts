import { expect, test } from 'vitest';
import { lengthOf, pausesIn, type Pause } from '../../../labs/collector/pauses.ts';

const pause = (from: number, to: number, kind: Pause['kind'] = 'minor'): Pause => ({ kind, from, to });

test('of the pauses a request waited only for those within it, and for their part within it', () => {
  const request = { from: 10, to: 20 };
  const all = [pause(18, 25, 'major'), pause(5, 12), pause(14, 15), pause(0, 10), pause(20, 30)];
  expect(pausesIn(all, request)).toEqual([pause(10, 12), pause(14, 15), pause(18, 20, 'major')]);
});

test('what two pauses share is waited for once', () => {
  expect(lengthOf([pause(10, 14, 'major'), pause(11, 12, 'incremental'), pause(13, 16)])).toBe(6);
  expect(lengthOf([])).toBe(0);
});
