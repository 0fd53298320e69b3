import { expect, test } from 'vitest';
import type { WaterfallGroup } from '../../../labs/kit/panels.ts';
import { sameBar, waterfallFinding, waterfallScale } from '../../../src/run/waterfall.ts';

const stock: WaterfallGroup = {
  name: '/stock',
  bars: [
    { label: 'GET /stock', depth: 0, from: 0, to: 124, busy: 1.5 },
    { label: 'GET /items', depth: 1, from: 1, to: 122, busy: 0.5 },
  ],
};
const report: WaterfallGroup = {
  name: '/report',
  bars: [{ label: 'GET /items', depth: 0, from: 0, to: 104, busy: 83.2 }],
};

test('all requests share one axis that begins at 0, has round marks and holds the longest of them', () => {
  const { max, ticks } = waterfallScale([report, stock]);
  expect(max).toBeGreaterThan(124);
  expect(ticks).toEqual([0, 50, 100]);
  expect(waterfallScale([])).toEqual({ max: 1, ticks: [0, 1] });
});

test('the finding says of each request how long it took, and how much of that was CPU, with its calls', () => {
  expect(waterfallFinding([stock, report])).toBe(
    '/stock took 124 ms with 2 ms of CPU; /report took 104 ms with 83 ms of CPU.',
  );
  expect(waterfallFinding([report], 'pause')).toBe('/report took 104 ms with 83 ms of pause.');
  expect(waterfallFinding([])).toBe('Nothing was measured yet.');
  expect(waterfallFinding([{ name: '/gone', bars: [] }])).toBe('Nothing was measured yet.');
});

test('a bar is compared with the bar of the same name in the request of the same name', () => {
  expect(sameBar([stock, report], '/report', 'GET /items')).toBe(report.bars[0]);
  expect(sameBar([stock], '/report', 'GET /items')).toBeUndefined();
  expect(sameBar([stock], '/stock', 'DNS')).toBeUndefined();
});
