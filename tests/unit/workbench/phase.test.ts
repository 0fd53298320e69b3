import { describe, expect, test } from 'vitest';
import { createRunStore } from '../../../src/run/store.ts';
import { played } from '../../../src/workbench/state/phase.ts';
import { done, event, head, labWith, partStart } from '../run/lab.ts';

const lab = labWith({ scenario: { duration: 60_000, parts: [{ at: 0, id: 'all', label: 'all', set: {} }] } });

describe('what of the scenario has been played', () => {
  const run = () => {
    const store = createRunStore(lab);
    store.add(head);
    store.add(partStart(1000, 'all'));
    return store;
  };

  test('is the time since it began', () => {
    const store = run();
    store.add(event(5000, 'tick'));
    expect(played(lab, store)).toBe(4000);
  });

  test('is all of it when it came to its end before its time', () => {
    const store = run();
    store.add(done(5000));
    expect(played(lab, store)).toBe(60_000);
  });

  test('is as much as there was when it was stopped', () => {
    const store = run();
    store.add(done(5000, 'stopped'));
    expect(played(lab, store)).toBe(4000);
  });
});
