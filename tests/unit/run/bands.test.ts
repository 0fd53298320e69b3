import { expect, test } from 'vitest';
import type { BandChart } from '../../../labs/kit/manifest.ts';
import { bandSpans } from '../../../src/run/bands.ts';

const breaker: BandChart = {
  kind: 'band',
  id: 'breaker',
  title: 'Breaker',
  process: 'proxy',
  initial: 'closed',
  initialTone: 'good',
  states: [
    { event: 'breaker.open', state: 'open', tone: 'bad' },
    { event: 'breaker.halfOpen', state: 'half-open', tone: 'warning' },
    { event: 'breaker.close', state: 'closed', tone: 'good' },
  ],
};

test('without events the first state holds all the time', () => {
  expect(bandSpans(breaker, [], 1000)).toEqual([{ state: 'closed', tone: 'good', from: 0, to: 1000 }]);
});

test('each event begins a state, and the last goes on until now', () => {
  const events = [
    { t: 100, name: 'breaker.open' },
    { t: 150, name: 'gc' },
    { t: 600, name: 'breaker.halfOpen' },
    { t: 650, name: 'breaker.open' },
  ];
  expect(bandSpans(breaker, events, 900).map(({ state, from, to }) => [state, from, to])).toEqual([
    ['closed', 0, 100],
    ['open', 100, 600],
    ['half-open', 600, 650],
    ['open', 650, 900],
  ]);
});

test('a second event of the same state does not cut the span, one after the end is not there', () => {
  const events = [
    { t: 100, name: 'breaker.open' },
    { t: 200, name: 'breaker.open' },
    { t: 2000, name: 'breaker.close' },
  ];
  expect(bandSpans(breaker, events, 900).map(({ state, from, to }) => [state, from, to])).toEqual([
    ['closed', 0, 100],
    ['open', 100, 900],
  ]);
});

test('a state that held for no time is not drawn', () => {
  const events = [
    { t: 0, name: 'breaker.open' },
    { t: 500, name: 'breaker.halfOpen' },
    { t: 500, name: 'breaker.close' },
  ];
  expect(bandSpans(breaker, events, 900).map(({ state }) => state)).toEqual(['open', 'closed']);
});
