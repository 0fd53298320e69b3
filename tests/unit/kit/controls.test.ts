import { describe, expect, test } from 'vitest';
import type { Lab } from '../../../labs/kit/manifest.ts';
import { Controls, refuse, refuseDuring } from '../../../labs/kit/supervise/controls.ts';

const lab = {
  controls: [
    {
      kind: 'number',
      name: 'rate',
      label: 'Rate',
      about: '',
      value: 10,
      min: 0,
      max: 100,
      step: 1,
      unit: '/s',
    },
    { kind: 'switch', name: 'on', label: 'On', about: '', value: false },
    {
      kind: 'choice',
      name: 'phase',
      label: 'Phase',
      about: '',
      value: 'timer',
      options: [{ value: 'timer', label: 'timer' }],
    },
    {
      kind: 'number',
      name: 'timeout',
      label: 'Timeout',
      about: '',
      value: 500,
      min: 0,
      max: 9000,
      step: 1,
      unit: 'ms',
      overrules: true,
    },
  ],
  scenario: { duration: 1000, parts: [{ at: 0, id: 'a', label: 'a', set: { rate: 20 } }] },
} as unknown as Lab;

function controls(held: Record<string, number> = {}) {
  const changes: unknown[] = [];
  const note = (...change: unknown[]) => changes.push(change);
  return { changes, controls: new Controls(lab, held, note, note) };
}

describe('controls of a run', () => {
  test('start as the first part of the scenario says', () => {
    expect(controls().controls.values()).toEqual({ rate: 20, on: false, phase: 'timer' });
  });

  test('a control that the learner holds is not moved by the scenario, until it is released', () => {
    const { controls: run, changes } = controls({ rate: 5 });
    run.play('rate', 30);
    expect(run.values()['rate']).toBe(5);
    run.release('rate');
    expect(run.values()['rate']).toBe(30);
    expect(changes).toEqual([['rate', 30, 'scenario']]);
  });

  test('a control that overrules the code says nothing until it is held, and gives the value back', () => {
    const { controls: run, changes } = controls();
    run.announce();
    expect(run.values()).not.toHaveProperty('timeout');
    expect(changes.flat()).not.toContain('timeout');
    run.hold('timeout', 1200);
    expect(run.values()['timeout']).toBe(1200);
    changes.length = 0;
    run.release('timeout');
    expect(changes).toEqual([['timeout']]);
    expect(run.values()).not.toHaveProperty('timeout');
  });

  test.each([
    ['rate', 101, 'It takes 0 to 100 /s.'],
    ['rate', 'fast', 'It takes 0 to 100 /s.'],
    ['on', 1, 'It takes true or false.'],
    ['phase', 'poll', 'It takes one of: timer.'],
    ['speed', 1, 'Choose one of: rate, on, phase, timeout.'],
  ])('%s = %j is refused with what would be right', (name, value, next) => {
    expect(refuse(lab, name, value)?.next).toBe(next);
  });

  test.each([
    ['rate', 100],
    ['on', true],
    ['phase', 'timer'],
  ] as const)('%s = %j is taken', (name, value) => {
    expect(refuse(lab, name, value)).toBeUndefined();
  });
});

test('what draws a lab’s files can be chosen before a run, and not during it', () => {
  const shop = { kind: 'number', name: 'shop', label: 'Shop', about: '', value: 1, min: 1, max: 9, step: 1 };
  const drawn = { ...lab, controls: [{ ...shop, draws: true }] } as unknown as Lab;
  expect(refuse(drawn, 'shop', 4)).toBeUndefined();
  expect(refuseDuring(drawn, 'shop')?.message).toMatch(/can't be changed during a run/);
  expect(refuseDuring(lab, 'rate')).toBeUndefined();
});
