// @ts-check
/** Counts tests from what vitest and Playwright report of a suite, in their JSON. */

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Counts & { skippedNames: string[] }} NamedCounts
 *
 * What is read of the reports:
 * @typedef {{ status: string, assertionResults: { status: string, fullName: string }[] }} VitestFile
 * @typedef {{ testResults: VitestFile[] }} VitestReport
 * @typedef {{ title: string, tests: { status?: string }[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ suites: PlaywrightSuite[] }} PlaywrightReport
 */

/** @type {Readonly<Counts>} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };
/** A suite that could not say how it went has failed, once. */
export const BROKEN = { passed: 0, failed: 1, skipped: 0, skippedNames: [] };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
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
  return counts.failed === 0 && (!found || exitCode !== 0) ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {VitestReport | undefined} report vitest's JSON report, undefined if there is none
 * @param {number} exitCode
 * @returns {NamedCounts}
 */
export function countVitest(report, exitCode) {
  if (!report) return BROKEN;
  /** @type {NamedCounts} */
  const counts = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
  for (const file of report.testResults) {
    // A file that could not even be loaded has no tests to fail.
    if (file.status === 'failed' && file.assertionResults.length === 0) counts.failed += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else {
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
  const counts = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
  for (const { name, status } of playwrightTests(report)) {
    if (status === 'expected') counts.passed += 1;
    else if (status === 'skipped') {
      counts.skipped += 1;
      counts.skippedNames.push(name);
    } else counts.failed += 1;
  }
  return strictly(counts, exitCode);
}

/**
 * Every test of a report (or of a listing), with its full name.
 *
 * @param {PlaywrightReport} report
 * @returns {{ name: string, status: string }[]}
 */
export function playwrightTests(report) {
  /**
   * @param {PlaywrightSuite} suite
   * @param {string[]} above
   * @returns {{ name: string, status: string }[]}
   */
  const within = ({ title, specs = [], suites = [] }, above) => {
    const path = [...above, title];
    return [
      ...specs.flatMap((spec) =>
        spec.tests.map((test) => ({
          name: [...path, spec.title].join(' › '),
          status: test.status ?? 'listed',
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

/**
 * The closing line of `npm test`.
 *
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
