// @ts-check
/** Counts tests from what vitest and Playwright report of a suite, in their JSON. */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, message: string }} Failure a test's full name, and why it failed
 * @typedef {Counts & { skippedNames: string[], failures: Failure[], onlyByItself?: string[] }} NamedCounts
 *   `onlyByItself`: what failed beside another test and then passed
 *
 * What is read of the reports:
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestTest
 * @typedef {{ status: string, name?: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ testResults: VitestFile[] }} VitestReport
 * @typedef {{ status?: string, results?: { errors?: { message?: string }[] }[] }} PlaywrightTest
 * @typedef {{ title: string, tests: PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ suites: PlaywrightSuite[] }} PlaywrightReport
 */

/** @type {Readonly<Counts>} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };
/**
 * A suite that could not say how it went has failed, once.
 *
 * @type {NamedCounts}
 */
export const BROKEN = {
  ...NONE,
  failed: 1,
  skippedNames: [],
  failures: [{ name: 'the suite itself', message: 'It ended before it could say how it went: look above.' }],
};

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * Two parts of one suite.
 *
 * @param {NamedCounts} a
 * @param {NamedCounts} b
 * @returns {NamedCounts}
 */
export function addNamed(a, b) {
  return {
    ...add(a, b),
    skippedNames: [...a.skippedNames, ...b.skippedNames],
    failures: [...a.failures, ...b.failures],
    onlyByItself: [...(a.onlyByItself ?? []), ...(b.onlyByItself ?? [])],
  };
}

/**
 * A suite that found no test, or that ended badly although no test failed, counts as one failure:
 * nothing is green that was not seen to be.
 *
 * @param {NamedCounts} counts
 * @param {number} exitCode of the program that ran the suite
 * @returns {NamedCounts}
 */
function strictly(counts, exitCode) {
  const found = counts.passed + counts.failed + counts.skipped > 0;
  if (counts.failed > 0 || (found && exitCode === 0)) return counts;
  const name = found ? 'the suite itself' : 'no test was found';
  const message = found
    ? `Every test passed, and it ended with ${String(exitCode)}: look above for an error outside of a test.`
    : '';
  return { ...counts, failed: 1, failures: [{ name, message }] };
}

/**
 * @param {VitestReport | undefined} report vitest's JSON report, undefined if there is none
 * @param {number} exitCode
 * @returns {NamedCounts}
 */
export function countVitest(report, exitCode) {
  if (!report) return BROKEN;
  /** @type {NamedCounts} */
  const counts = { ...NONE, skippedNames: [], failures: [] };
  for (const file of report.testResults) {
    // A file that could not even be loaded has no tests to fail.
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      counts.failed += 1;
      counts.failures.push({ name: file.name ?? 'a file', message: file.message ?? '' });
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') {
        counts.failed += 1;
        counts.failures.push({ name: test.fullName, message: test.failureMessages?.join('\n') ?? '' });
      } else {
        counts.skipped += 1;
        counts.skippedNames.push(test.fullName);
      }
    }
  }
  return strictly(counts, exitCode);
}

/**
 * @param {PlaywrightReport | undefined} report Playwright's JSON report, undefined if there is none
 * @param {number} exitCode
 * @returns {NamedCounts}
 */
export function countPlaywright(report, exitCode) {
  if (!report) return BROKEN;
  /** @type {NamedCounts} */
  const counts = { ...NONE, skippedNames: [], failures: [] };
  for (const { name, status, message } of playwrightTests(report)) {
    if (status === 'expected') counts.passed += 1;
    else if (status === 'skipped') {
      counts.skipped += 1;
      counts.skippedNames.push(name);
    } else {
      counts.failed += 1;
      counts.failures.push({ name, message });
    }
  }
  return strictly(counts, exitCode);
}

/**
 * Every test of a report (or of a listing), with its full name.
 *
 * @param {PlaywrightReport} report
 * @returns {{ name: string, status: string, message: string }[]}
 */
export function playwrightTests(report) {
  /**
   * @param {PlaywrightSuite} suite
   * @param {string[]} above
   * @returns {{ name: string, status: string, message: string }[]}
   */
  const within = ({ title, specs = [], suites = [] }, above) => {
    const path = [...above, title];
    return [
      ...specs.flatMap((spec) =>
        spec.tests.map((test) => ({
          name: [...path, spec.title].join(' › '),
          status: test.status ?? 'listed',
          message: (test.results ?? [])
            .flatMap(({ errors = [] }) => errors.map(({ message = '' }) => message))
            .join('\n'),
        })),
      ),
      ...suites.flatMap((inner) => within(inner, path)),
    ];
  };
  return report.suites.flatMap((suite) => within(suite, []));
}

/**
 * Where everything that tests need must be there (in CI), a skipped test is a failed one.
 *
 * @param {NamedCounts} counts
 * @returns {NamedCounts}
 */
export function failSkipped(counts) {
  return { ...counts, failed: counts.failed + counts.skipped, skipped: 0 };
}

/** Lines of a failure's message that the closing summary keeps: what was expected, and what was there. */
const REASON_LINES = 8;

/**
 * A failed test for the closing summary: long logs are often kept only from their end.
 *
 * @param {string} suite
 * @param {Failure} failure
 */
export function failureText(suite, { name, message }) {
  const reason = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, REASON_LINES);
  return [`✗ ${suite} › ${name}`, ...reason.map((line) => `    ${line}`)].join('\n');
}

/**
 * The closing line of `npm test`.
 *
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
