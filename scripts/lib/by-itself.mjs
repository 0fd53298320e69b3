// @ts-check
/**
 * Suites that run whole labs run two at a time, and a neighbour may take what a test measures. So what failed
 * beside another is run again by itself, and that is what counts. It is told by name: a defect that
 * shows now and then would be among them, and what often needs it is to be mended.
 */

/**
 * @typedef {import('./counts.mjs').NamedCounts} NamedCounts
 */

/** More than these are no neighbour's doing, and to repeat them would take long. */
const MOST = 8;

/**
 * Runs a suite, and then by itself whatever failed of it.
 *
 * @param {() => Promise<NamedCounts>} together
 * @param {(names: string[]) => Promise<NamedCounts>} byItself runs the tests of these names, one at a time;
 *   those that it leaves out may be told as skipped
 * @returns {Promise<NamedCounts>}
 */
export async function thenByItself(together, byItself) {
  const first = await together();
  if (first.failed === 0 || first.failed > MOST) return first;
  const names = first.failures.map(({ name }) => name);
  console.log(`\n── by itself: ${names.join(', ')}`);
  const second = await byItself(names);
  // It found others than those that failed, or could not run at all.
  if (second.passed + second.failed !== names.length) return first;
  const stillFailed = new Set(second.failures.map(({ name }) => name));
  if (![...stillFailed].every((name) => names.includes(name))) return first;
  return {
    ...first,
    passed: first.passed + second.passed,
    failed: second.failed,
    failures: second.failures,
    onlyByItself: names.filter((name) => !stillFailed.has(name)),
  };
}

/**
 * A pattern for vitest's `-t` that finds tests of these full names and no others. Its report joins a name's parts
 * by a space, and `-t` looks in names that are joined by ` > `.
 *
 * @param {string[]} names
 */
export function patternOf(names) {
  const one = (/** @type {string} */ name) =>
    name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' ', '(?: >)? ');
  return `^(?:${names.map(one).join('|')})$`;
}
