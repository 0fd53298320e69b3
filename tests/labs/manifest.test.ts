import { describe, expect, test } from 'vitest';
import type { Lab } from '../../labs/kit/manifest.ts';
import level from '../fixtures/labs/terminal-level/lab.ts';
import { problemsOf } from './manifest.ts';

const folder = { name: 'terminal-level', has: () => true, solution: ['factor.ts'] };
const firstProgram = level.programs[0]!;

test('a lab that is as it should be has no problem', () => {
  expect(problemsOf(level, folder)).toEqual([]);
});

describe('each inconsistency is found', () => {
  const cases: [problem: string, lab: Partial<Lab>, where?: Partial<typeof folder>][] = [
    ['its id is other, its folder terminal-level', { id: 'other' }],
    ['it checks nothing', { checks: [] }],
    ['there are two of the program meter', { programs: [firstProgram, firstProgram] }],
    [
      'its first part does not begin at 0',
      { scenario: { duration: 600, parts: [{ at: 1, id: 'a', label: '', set: {} }] } },
    ],
    [
      'its parts are not in order',
      {
        scenario: {
          duration: 600,
          parts: [
            { at: 0, id: 'a', label: '', set: {} },
            { at: 0, id: 'b', label: '', set: {} },
          ],
        },
      },
    ],
    [
      'a part begins after the scenario has ended',
      {
        scenario: {
          duration: 600,
          parts: [
            { at: 0, id: 'a', label: '', set: {} },
            { at: 600, id: 'b', label: '', set: {} },
          ],
        },
      },
    ],
    [
      'There is no control "size".',
      { scenario: { duration: 600, parts: [{ at: 0, id: 'a', label: '', set: { size: 1 } }] } },
    ],
    [
      "Level can't be 11.",
      { scenario: { duration: 600, parts: [{ at: 0, id: 'a', label: '', set: { level: 11 } }] } },
    ],
    [
      "its scenario sets level, whose value is the code's",
      {
        controls: [{ ...level.controls[0]!, overrules: true }],
        scenario: { duration: 600, parts: [{ at: 0, id: 'a', label: '', set: { level: 1 } }] },
      },
    ],
    ["Level can't be 11.", { controls: [{ ...level.controls[0]!, value: 11 } as Lab['controls'][number]] }],
    ['There is no control "size".', { short: { size: 1 } }],
    [
      'it names a program ghost, which it does not start',
      { requests: [{ label: 'Boo', process: 'ghost', method: 'GET', path: '/' }] },
    ],
    [
      'its file meter.ts is not there',
      {},
      { has: (path: string) => path !== 'meter.ts' } as Partial<typeof folder>,
    ],
    ['none of its files can be edited', { files: [] }],
    ['it has no solution', {}, { solution: [] }],
    ['its solution changes notes.txt, which a learner cannot edit', {}, { solution: ['notes.txt'] }],
  ];
  test.each(cases)('%s', (problem, lab, changed) => {
    expect(problemsOf({ ...level, ...lab }, { ...folder, ...changed })).toContain(problem);
  });
});
