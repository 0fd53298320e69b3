/** The time axis: as long as the scenario, or as what was measured where a program ends the scenario. */
import { describe, expect, test } from 'vitest';
import { axisLength } from '../../../src/run/axis.ts';
import { createRunStore } from '../../../src/run/store.ts';
import { statusText } from '../../../src/workbench/state/phase.ts';
import { event, head, labWith, partStart } from './lab.ts';

const scenario = { duration: 60_000, parts: [{ at: 0, id: 'all', label: 'all', set: {} }] };
const whole = labWith({ scenario });
const early = labWith({
  scenario,
  programs: [{ name: 'ways', file: 'ways.ts', ready: 'started', endsScenario: true }],
});

/** A run whose scenario began at 1 s, and of which the newest is from `until`. */
function runTo(until: number) {
  const store = createRunStore(early);
  for (const record of [head, partStart(1000, 'all'), event(until, 'tick')]) store.add(record);
  return store;
}

describe('the time axis', () => {
  test('is the scenario where that is played to its end', () => {
    expect(axisLength(whole, [runTo(8000)])).toBe(60_000);
  });

  test('is no longer than what was measured where a program ends the scenario', () => {
    expect(axisLength(early, [undefined, runTo(8000)])).toBe(10_000);
    expect(axisLength(early, [runTo(22_500), runTo(8000)]), 'a run that outlasts the recording').toBe(25_000);
    expect(axisLength(early, [runTo(90_000)])).toBe(60_000);
  });

  test('is the scenario as long as nothing was measured', () => {
    expect(axisLength(early, [undefined, createRunStore(early)])).toBe(60_000);
  });
});

test('what a program may end sooner is said to take so long at most', () => {
  expect(statusText(whole, { name: 'idle' }, undefined)).toBe('60 s');
  expect(statusText(early, { name: 'idle' }, undefined)).toBe('at most 60 s');
  expect(statusText(early, { name: 'running' }, runTo(8000))).toBe('at most 53 s left');
});
