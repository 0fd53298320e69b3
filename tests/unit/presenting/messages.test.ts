import { expect, test } from 'vitest';
import { readMessage } from '../../../src/presenting/messages.ts';

const state = {
  kind: 'state',
  from: 'x',
  lesson: 'False opens',
  began: 0,
  at: 1,
  of: 2,
  step: '1 Claim',
  run: 'Not running',
  notes: '<p>Hello</p>',
};

test('what the windows say is read, the last step without a next one too', () => {
  expect(readMessage(state)).toEqual(state);
  expect(readMessage({ ...state, next: '2 Predict' })).toMatchObject({ next: '2 Predict' });
  expect(readMessage({ kind: 'do', to: 'x', action: 'run' })).toEqual({ kind: 'do', to: 'x', action: 'run' });
});

test.each([
  undefined,
  'hello',
  { kind: 'state' },
  { kind: 'do', to: 'x', action: 'format' },
  { ...state, notes: 1 },
])('what comes from elsewhere is nothing: %j', (data) => {
  expect(readMessage(data)).toBeUndefined();
});
