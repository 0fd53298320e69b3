// @ts-check
import { runChild } from './child.mjs';
import { inRoot, root, say } from './paths.mjs';
import { isBuilt, markBuilt, stampOf } from './sources.mjs';

/**
 * Builds the site into `dist/`.
 *
 * @param {string} node path of Node
 * @param {{ stdio?: import('node:child_process').StdioOptions, drafts?: boolean }} [options]
 *   `drafts`: with lessons that are not ready; `npm start` builds again after such a build
 * @returns {Promise<boolean>} whether it succeeded; what went wrong has been printed
 */
export async function build(node, { stdio = 'inherit', drafts = false } = {}) {
  const stamp = stampOf(root);
  const args = [inRoot('node_modules/astro/bin/astro.mjs'), 'build', ...(drafts ? ['--devOutput'] : [])];
  const { code } = await runChild(node, args, {
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio,
  });
  if (code === 0 && !drafts) markBuilt(root, stamp);
  return code === 0;
}

/**
 * Builds the site if `dist/` is missing or was made of other sources.
 *
 * @param {string} node path of Node
 * @returns {Promise<boolean>} whether there is a build now
 */
export async function buildIfNeeded(node) {
  if (isBuilt(root)) return true;
  say('Building the site, because dist/ is missing or older than its sources.');
  return build(node, { stdio: ['ignore', 2, 2] });
}
