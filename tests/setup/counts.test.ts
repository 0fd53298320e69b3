import { describe, expect, test } from 'vitest';
import { chooseSuites } from '../../scripts/lib/choose-suites.mjs';
import {
  add,
  addNamed,
  closingLine,
  countPlaywright,
  countVitest,
  failSkipped,
  failureText,
} from '../../scripts/lib/counts.mjs';

function vitest(...statuses: string[]) {
  const assertionResults = statuses.map((status, index) => ({
    status,
    fullName: `test ${String(index)}`,
    failureMessages: status === 'failed' ? ['expected 1 to be 2'] : [],
  }));
  return { testResults: [{ status: statuses.includes('failed') ? 'failed' : 'passed', assertionResults }] };
}

function playwright(...statuses: string[]) {
  const specs = statuses.map((status) => {
    const errors = status === 'unexpected' ? [{ message: 'no button' }] : [];
    return { title: 'it works', tests: [{ status, results: [{ errors }] }] };
  });
  return { suites: [{ title: 'journey.test.ts', specs: [], suites: [{ title: 'journey', specs }] }] };
}

describe('vitest', () => {
  test('counts what passed, failed and was skipped, by name', () => {
    expect(countVitest(vitest('passed', 'failed', 'pending', 'todo'), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      skippedNames: ['test 2', 'test 3'],
      failures: [{ name: 'test 1', message: 'expected 1 to be 2' }],
    });
  });

  test('a file that could not be loaded is a failure', () => {
    expect(countVitest({ testResults: [{ status: 'failed', assertionResults: [] }] }, 1)).toMatchObject({
      failed: 1,
    });
  });

  test('no test at all is a failure', () => {
    expect(countVitest({ testResults: [] }, 0)).toMatchObject({ failed: 1 });
  });

  test('no report is a failure', () => {
    expect(countVitest(undefined, 0)).toMatchObject({ failed: 1 });
  });

  test('a bad end without a failed test is a failure', () => {
    const { passed, failed, failures } = countVitest(vitest('passed'), 1);
    expect([passed, failed]).toEqual([1, 1]);
    expect(failures).toEqual([
      { name: 'the suite itself', message: expect.stringContaining('an error outside of a test') as unknown },
    ]);
  });
});

describe('Playwright', () => {
  test('counts what passed, failed and was skipped, by name', () => {
    expect(countPlaywright(playwright('expected', 'unexpected', 'flaky', 'skipped'), 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      skippedNames: ['journey.test.ts › journey › it works'],
      failures: [
        { name: 'journey.test.ts › journey › it works', message: 'no button' },
        { name: 'journey.test.ts › journey › it works', message: '' },
      ],
    });
  });

  test('no test at all is a failure', () => {
    expect(countPlaywright({ suites: [] }, 1)).toMatchObject({ failed: 1 });
  });
});

test('in CI a skipped test is a failed one', () => {
  expect(failSkipped({ passed: 3, failed: 1, skipped: 2, skippedNames: [], failures: [] })).toMatchObject({
    passed: 3,
    failed: 3,
    skipped: 0,
  });
});

test('a failure is told by its suite, its name and the first lines of why, without colours', () => {
  const message = `\u001b[31mexpected 1\u001b[39m\n\n${'at here\n'.repeat(30)}`;
  const lines = failureText('kit', { name: 'a block is read', message }).split('\n');
  expect(lines.slice(0, 3)).toEqual(['✗ kit › a block is read', '    expected 1', '    at here']);
  expect(lines).toHaveLength(9);
});

test('the closing line is for all suites together', () => {
  expect(closingLine(add({ passed: 3, failed: 0, skipped: 1 }, { passed: 4, failed: 2, skipped: 0 }))).toBe(
    '7 passed, 2 failed, 1 skipped',
  );
});

describe('suites', () => {
  const suites = [{ name: 'format' }, { name: 'unit' }, { name: 'e2e' }];

  test('run in their own order, however they were named', () => {
    expect(chooseSuites(['e2e', 'unit'], suites)).toEqual({
      ok: true,
      suites: [{ name: 'unit' }, { name: 'e2e' }],
    });
  });

  test('are all run when none was named', () => {
    expect(chooseSuites([], suites)).toEqual({ ok: true, suites });
  });

  test('that need what few machines have run only by name', () => {
    const live = { name: 'live', onlyByName: true } as const;
    expect(chooseSuites([], [...suites, live])).toEqual({ ok: true, suites });
    expect(chooseSuites(['live'], [...suites, live])).toEqual({ ok: true, suites: [live] });
  });

  test('that do not exist are an error that names those that do', () => {
    expect(chooseSuites(['e3e'], suites)).toEqual({
      ok: false,
      problem: 'There is no suite "e3e". The suites are: format, unit, e2e.',
    });
  });
});

test('two parts of a suite are one, with all their names', () => {
  const first = countPlaywright(playwright('expected', 'unexpected'), 1);
  const second = countPlaywright(playwright('skipped', 'unexpected'), 1);
  const whole = addNamed({ ...first, onlyByItself: ['a'] }, second);
  expect(whole).toMatchObject({ passed: 1, failed: 2, skipped: 1, onlyByItself: ['a'] });
  expect(whole.skippedNames).toEqual(second.skippedNames);
  expect(whole.failures).toEqual([...first.failures, ...second.failures]);
});
