/** How the checks of watch-it read a run: who has to be called, and who must not. */
import { describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../labs/kit/records.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { busyTold, slowTold } from '../../../labs/watch-it/checks.ts';

const BUSY = { from: 1000, to: 6000, over: true };

/** A run whose circuit opens at 2 s, in the part `busy`. Events by name, each with its times. */
function runWith(events: Record<string, number[]>, part = BUSY): RunView {
  const all: Record<string, number[]> = { 'breaker.open': [2000], ...events };
  return {
    now: part.to,
    ended: 'scenario-ended',
    part: (id) => (id === 'busy' ? part : undefined),
    samples: () => [],
    events: (process, name, from = 0, to = Infinity) =>
      (all[name] ?? [])
        .filter((t) => t >= from && t <= to)
        .map((t): RecordOf<'event'> => ({ kind: 'event', t, process, name })),
    spans: () => [],
    artifacts: () => [],
    control: () => undefined,
    touched: new Set(),
  };
}

describe('a busy proxy', () => {
  const right = { 'alert.FalseOpen.pending': [2500], 'alert.FalseOpen.firing': [3500] };

  test('is told where FalseOpen fires after the open, alone, and the figure says when', () => {
    expect(busyTold(runWith(right))).toEqual({
      state: 'passed',
      figure: 'BackendFailing silent, FalseOpen 1.5 s after the open; must be FalseOpen alone',
    });
  });

  test.each([
    ['nobody is called', {}],
    ['the people of the backend are called too', { ...right, 'alert.BackendFailing.firing': [2500] }],
    ['they are called by an alert that never ends', { ...right, 'alert.BackendFailing.firing': [500] }],
    [
      'FalseOpen fired before the open and then no more',
      { 'alert.FalseOpen.firing': [1500], 'alert.FalseOpen.inactive': [2500] },
    ],
  ])('is not told where %s', (_, events) => {
    expect(busyTold(runWith(events)).state).toBe('failed');
  });

  test('is told although an alert of the part before ends late', () => {
    const late = { 'alert.BackendFailing.firing': [500], 'alert.BackendFailing.inactive': [2200] };
    expect(busyTold(runWith({ ...right, ...late })).state).toBe('passed');
  });

  test('is not judged before its part is over, nor where the circuit did not open', () => {
    expect(busyTold(runWith({}, { ...BUSY, over: false })).state).toBe('measuring');
    expect(busyTold(runWith({ 'breaker.open': [] }))).toMatchObject({
      state: 'failed',
      figure: 'the circuit did not open',
    });
    expect(slowTold(runWith(right)).state).toBe('waiting');
  });
});
