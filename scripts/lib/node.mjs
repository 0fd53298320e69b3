// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs TypeScript as it stands, and everything else here. */
export const OLDEST = '22.19';

/**
 * @param {string} version `v24.21.0`
 * @returns {boolean}
 */
export function suffices(version) {
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(OLDEST);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** @param {string} version */
function numbers(version) {
  return version.replace(/^v/, '').split('.').map(Number);
}

/**
 * Which Node runs the project: the one that it brings, else the running one if that is new enough.
 *
 * @param {{ brought: string | undefined, packageThere: boolean, running: string }} found
 *   `brought`: version of the project's own Node, undefined if it doesn't run; `packageThere`:
 *   whether its package is installed; `running`: version of the Node that runs this script
 * @returns {{ use: 'brought' | 'running' } | { use: undefined, problem: string }}
 */
export function chooseNode({ brought, packageThere, running }) {
  if (brought !== undefined && suffices(brought)) return { use: 'brought' };
  if (suffices(running)) return { use: 'running' };
  const cause = packageThere
    ? [
        'Its package is installed, but its install script did not run or could not download it.',
        'npm 12 runs only the scripts that "allowScripts" in package.json allows, and the setting',
        '"ignore-scripts" stops them all. Then do one of these:',
        '',
        '  npm config get ignore-scripts    must say false',
        '  npm rebuild node                 runs the script again, and shows why it fails',
      ]
    : [
        'It is an optional dependency, and npm left it out: no network, no build of it for this',
        'system, or optional dependencies turned off. Then do one of these:',
        '',
        '  npm ci --include=optional        installs everything again',
      ];
  return {
    use: undefined,
    problem: [
      `Under Load needs Node ${OLDEST} or newer. This is ${running}, and the Node that the project`,
      `brings (node_modules/node/bin/node) ${brought === undefined ? 'is not there' : `is ${brought}`}.`,
      ...cause,
      `  https://nodejs.org               or install Node ${OLDEST} or newer yourself, and try again`,
    ].join('\n'),
  };
}

/**
 * Finds the Node to run the project on.
 *
 * @param {string} folder the repository
 * @returns {{ ok: true, path: string, own: boolean } | { ok: false, problem: string }}
 */
export function findNode(folder) {
  const path = join(folder, 'node_modules', 'node', 'bin', 'node');
  const asked = spawnSync(path, ['-p', 'process.version'], { encoding: 'utf8' });
  const choice = chooseNode({
    brought: asked.status === 0 ? asked.stdout.trim() : undefined,
    packageThere: existsSync(join(folder, 'node_modules', 'node', 'package.json')),
    running: process.version,
  });
  if (choice.use === undefined) return { ok: false, problem: choice.problem };
  return choice.use === 'brought'
    ? { ok: true, path, own: true }
    : { ok: true, path: process.execPath, own: false };
}
