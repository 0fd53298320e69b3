import { expect, test } from 'vitest';
import { shuffled } from '../../labs/remedies/shuffled.ts';

const trials = Array.from({ length: 26 }, (_, index) => index);

test('with the same seed the trials come in the same order, with another in another one', () => {
  expect(shuffled(trials, 7)).toEqual(shuffled(trials, 7));
  expect(shuffled(trials, 7)).not.toEqual(shuffled(trials, 8));
});

test('in every order each trial comes once', () => {
  for (const seed of [1, 7, 9999]) {
    expect(shuffled(trials, seed).toSorted((a, b) => a - b)).toEqual(trials);
    expect(shuffled(trials, seed)).not.toEqual(trials);
  }
});
