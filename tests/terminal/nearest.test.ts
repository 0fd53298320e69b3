import { expect, test } from 'vitest';
import { nearest, unknownName } from '../../src/terminal/nearest.ts';

const labs = ['false-opens', 'the-leak', 'file-descriptors'];

test.each([
  ['flase-opens', 'false-opens'],
  ['False-Opens', 'false-opens'],
  ['leak', 'the-leak'],
  ['file-descriptor', 'file-descriptors'],
])('%s is meant to be %s', (wanted, meant) => {
  expect(nearest(wanted, labs)).toBe(meant);
});

test('nothing is guessed where nothing is alike: all names are given', () => {
  expect(unknownName('lab', 'xyz', labs)).toBe(
    'There is no lab "xyz". There are: false-opens, the-leak, file-descriptors.',
  );
});

test('where there are no names, it says so', () => {
  expect(unknownName('control of echo', 'rate', [])).toBe(
    'There is no control of echo "rate". There are none.',
  );
});
