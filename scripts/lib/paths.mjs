// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/**
 * Says something to the person at the terminal. On standard error, so that what a program writes
 * on standard output (records, for one) stays as it is.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
