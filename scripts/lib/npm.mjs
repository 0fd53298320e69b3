// @ts-check
import { spawnSync } from 'node:child_process';
import { withoutProjectBin } from './child.mjs';
import { root } from './paths.mjs';

/** Whatever NODE_ENV or the user's npm settings leave out. */
const EVERYTHING = ['--include=dev', '--include=optional'];
/** A network that is not there is known within seconds; npm's own limit is over a minute. */
const IMPATIENT = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=2000'];

/**
 * @typedef {{ code: number | null, stdout: string, stderr: string }} Answer
 *   `code`: npm's exit code, null if it could not be started or was ended by a signal
 */

/**
 * Asks npm something about all that is installed, and waits for the answer.
 *
 * @param {...string} args
 * @returns {Answer}
 */
export function askNpm(...args) {
  const { status, stdout, stderr, error } = spawnSync(
    'npm',
    ['--loglevel=error', '--color=false', ...EVERYTHING, ...IMPATIENT, ...args],
    { cwd: root, env: withoutProjectBin(process.env), encoding: 'utf8', maxBuffer: 200_000_000 },
  );
  return { code: status, stdout: stdout ?? '', stderr: error ? error.message : (stderr ?? '') };
}
