import { describe, expect, it } from 'vitest';
import { emptyProgress } from '../../../src/course/progress/schema.ts';
import type { LabResult, Progress } from '../../../src/course/progress/schema.ts';
import { leftOffSentence, whereLeftOff } from '../../../src/course/resume.ts';

const lessons = [
  { id: 'first/a', lab: 'a' },
  { id: 'first/b', lab: 'b' },
  { id: 'second/c', lab: 'c' },
];
const at = '2026-01-01T00:00:00.000Z';
const result = (states: LabResult['checks'][string]['state'][]): LabResult => ({
  at,
  engine: 'local',
  node: 'v24.21.0',
  checks: Object.fromEntries(states.map((state, i) => [String(i), { state, figure: '' }])),
  figures: {},
});
const after = (change: Partial<Progress>) => whereLeftOff({ ...emptyProgress(), ...change }, lessons);

describe('where a learner left off', () => {
  it('is the first lesson for one who has just arrived', () => {
    expect(after({})).toMatchObject({ state: 'next', lesson: { id: 'first/a' } });
  });

  it.each([
    ['predicted', { predictions: { 'first/b': { figure: '60%' } } }],
    ['edited', { edits: { b: { 'proxy.ts': 'text' } } }],
    ['run', { results: { b: result(['failed']) } }],
  ])('is the lesson whose lab was %s', (_how, change) => {
    expect(after(change)).toMatchObject({ state: 'begun', lesson: { id: 'first/b' } });
  });

  it('is not a lesson whose edits were all taken back', () => {
    expect(after({ edits: { b: {} }, predictions: { 'first/b': {} } })).toMatchObject({
      state: 'next',
      lesson: { id: 'first/a' },
    });
  });

  it('is the next lesson once one is done', () => {
    const done = { 'first/a': at };
    expect(after({ done, results: { a: result(['passed']) } })).toMatchObject({
      state: 'next',
      lesson: { id: 'first/b' },
    });
  });

  it('is nowhere when all is done', () => {
    expect(after({ done: { 'first/a': at, 'first/b': at, 'second/c': at } })).toEqual({ state: 'all-done' });
  });

  it('is told by the checks that passed in the latest run', () => {
    expect(leftOffSentence(undefined)).toBe('You left off here: not run yet');
    expect(leftOffSentence(result(['passed', 'failed', 'passed']))).toBe(
      'You left off here: 2 of 3 checks passed',
    );
  });
});
