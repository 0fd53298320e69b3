// @ts-check
/** Finds a Chromium for the tests that drive a page, or installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runChild } from './child.mjs';
import { inRoot, say } from './paths.mjs';

const PLAYWRIGHT = inRoot('node_modules/@playwright/test/cli.js');
const ON_LINUX = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];
const ON_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @typedef {{ ok: true, path: string } | { ok: false, problem: string }} Found */

/**
 * Where a Chromium may be, the best first.
 *
 * @param {{ named: string | undefined, playwrights: string | undefined, platform: string }} known
 *   `named`: what CHROMIUM_PATH says; `playwrights`: where Playwright keeps its own
 * @returns {string[]}
 */
export function chromiumPlaces({ named, playwrights, platform }) {
  // A path that was named is meant: nothing else is tried in its place.
  if (named) return [named];
  const systems = platform === 'darwin' ? ON_MAC : platform === 'linux' ? ON_LINUX : [];
  return [...(playwrights ? [playwrights] : []), ...systems];
}

/**
 * How a Chromium may be installed here, the best way first.
 *
 * @param {{ platform: string, isRoot: boolean, hasApt: boolean }} machine
 * @returns {{ name: string, commands: [program: 'playwright' | 'apt-get', ...args: string[]][] }[]}
 */
export function waysToInstall({ platform, isRoot, hasApt }) {
  const mayApt = platform === 'linux' && isRoot && hasApt;
  return [
    {
      name: "Playwright's download",
      commands: [['playwright', 'install', ...(mayApt ? ['--with-deps'] : []), 'chromium']],
    },
    ...(mayApt
      ? [
          {
            name: 'apt-get install chromium',
            commands: /** @type {[program: 'apt-get', ...args: string[]][]} */ ([
              ['apt-get', 'update', '-qq'],
              ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
            ]),
          },
        ]
      : []),
  ];
}

/** @param {string} path */
function works(path) {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/**
 * Finds a Chromium, and installs none.
 *
 * @param {string} node path of Node
 * @returns {Found}
 */
export function findChromium(node) {
  const named = process.env['CHROMIUM_PATH'];
  const asked = spawnSync(
    node,
    ['-e', "import('@playwright/test').then((it) => console.log(it.chromium.executablePath()))"],
    { cwd: inRoot(), encoding: 'utf8' },
  );
  const playwrights = asked.stdout?.trim() || undefined;
  const path = chromiumPlaces({ named, playwrights, platform: process.platform }).find(works);
  if (path) return { ok: true, path };
  if (named) return { ok: false, problem: `CHROMIUM_PATH is ${named}, and no browser runs from there.` };
  return {
    ok: false,
    problem:
      'No Chromium was found. Install one (apt-get install chromium, or npx playwright install chromium), or say where it is: CHROMIUM_PATH=/path/to/chromium npm test',
  };
}

/**
 * Finds a Chromium, and installs one if there is none and it may.
 *
 * @param {string} node path of Node
 * @returns {Promise<Found>}
 */
export async function provideChromium(node) {
  let found = findChromium(node);
  if (found.ok || process.env['CHROMIUM_PATH']) return found;
  const ways = waysToInstall({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasApt: existsSync('/usr/bin/apt-get'),
  });
  for (const { name, commands } of ways) {
    say(`No Chromium was found. Trying ${name}.`);
    for (const [program, ...args] of commands) {
      const [command, all] = program === 'playwright' ? [node, [PLAYWRIGHT, ...args]] : [program, args];
      const { code } = await runChild(command, all, {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 2, 2],
        timeout: 600_000,
      });
      if (code !== 0) break;
    }
    found = findChromium(node);
    if (found.ok) return found;
  }
  return found;
}
