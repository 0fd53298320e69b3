import { expect, test } from 'vitest';
import { timeInWords } from '../../../src/course/time.ts';

test.each([
  [0, '0 min'],
  [40, '40 min'],
  [60, '1 h'],
  [145, '2 h 25 min'],
])('%i minutes are %s', (minutes, words) => {
  expect(timeInWords(minutes)).toBe(words);
});
