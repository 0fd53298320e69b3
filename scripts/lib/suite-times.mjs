// @ts-check
/** How long each suite of `npm test` took: told at its end, and kept of a whole run for `npm run bench`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import { dirname } from 'node:path';
import { closingLine } from './counts.mjs';
import { inRoot } from './paths.mjs';

const FILE = inRoot('.cache/suite-times.json');

/**
 * @typedef {{ date: string, cores: number, seconds: Record<string, number> }} SuiteTimes
 *   `date`: `2026-11-22`; `seconds`: by suite, in the order in which they ran
 */

/**
 * One suite's line at the end: `✓ unit       120 passed, 0 failed, 0 skipped, in 14 s`.
 *
 * @param {string} name
 * @param {import('./counts.mjs').Counts} counts
 * @param {number} seconds
 */
export function suiteLine(name, counts, seconds) {
  const sign = counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  return `${sign} ${name.padEnd(10)} ${closingLine(counts)}, in ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}

/**
 * Keeps the times of a run of all suites.
 *
 * @param {Record<string, number>} seconds
 * @param {string} [file]
 */
export function keepTimes(seconds, file = FILE) {
  // Node 18 has it from 18.14 on.
  const cores = os.availableParallelism?.() ?? os.cpus().length;
  /** @type {SuiteTimes} */
  const times = { date: new Date().toISOString().slice(0, 10), cores, seconds };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(times)}\n`);
}

/**
 * What was kept last: `SuiteTimes`, unless somebody else wrote there.
 *
 * @param {string} [file]
 * @returns {unknown} undefined where no whole run has ended yet
 */
export function keptTimes(file = FILE) {
  try {
    /** @type {unknown} */
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    return kept;
  } catch {
    return undefined;
  }
}
