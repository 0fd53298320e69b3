// @ts-check
/**
 * Installs the locked dependencies if they are missing or stale, and finds the Node that runs the
 * project. Every command begins with it, so it runs on whatever Node the machine has.
 */
import { pathToFileURL } from 'node:url';
import { runChild, withoutProjectBin } from './lib/child.mjs';
import { whyInstall } from './lib/dependencies.mjs';
import { findNode } from './lib/node.mjs';
import { root, say } from './lib/paths.mjs';
import { withPrograms } from './lib/programs.mjs';

/**
 * Everything that the lock names, whatever NODE_ENV or the user's npm settings leave out. Strict: an
 * install script that "allowScripts" in package.json does not decide on ends the install before any
 * has run. An older npm (11.6, 10) does not know that option and runs them all.
 */
const INSTALL = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--strict-allow-scripts=true',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/**
 * @returns {Promise<{ ok: true, node: string } | { ok: false, problem: string }>} the path of Node
 */
export async function setup() {
  const why = whyInstall(root);
  if (why !== undefined) {
    say(`Installing the locked dependencies (npm ci), because ${why}. This takes a minute or two.`);
    // npm's own words go to standard error as well.
    const { code, error } = await runChild('npm', INSTALL, {
      env: withoutProjectBin(process.env),
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) {
      return {
        ok: false,
        problem: `npm ci ended with code ${code}${error ? ` (${error})` : ''}. Its own words are above; most often the network or the disk is the cause. Then try again.`,
      };
    }
    const still = whyInstall(root);
    if (still !== undefined) {
      return { ok: false, problem: `npm ci succeeded, and yet ${still}. Remove node_modules and try again.` };
    }
  }
  const found = findNode(root);
  if (!found.ok) return found;
  if (!found.own) say(`The Node that the project brings is not there; using this one, ${process.version}.`);
  return { ok: true, node: found.path };
}

/**
 * The same for a command: the path of Node, or the problem said and the process ended with code 2.
 * What the command starts finds the project's own programs, too.
 *
 * @returns {Promise<string>}
 */
export async function setupOrExit() {
  process.env['PATH'] = withPrograms(process.env['PATH']);
  const result = await setup();
  if (result.ok) return result.node;
  say(`\n${result.problem}`);
  return process.exit(2);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const node = await setupOrExit();
  say(`Ready: ${node}`);
}
