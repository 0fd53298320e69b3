// @ts-check
/** What the built site is made of, and whether `dist/` was made of it as it is now. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'content',
  'labs',
  'public',
  'astro.config.mjs',
  'scripts/lib/fonts.mjs',
  'scripts/lib/glossary.mjs',
  'scripts/lib/hosts',
  'scripts/lib/offline',
  'scripts/lib/published',
  'scripts/lib/runtime',
  'scripts/lib/search',
  'scripts/lib/speedscope.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
/** What astro.config.mjs reads of the environment. */
const SETTINGS = ['SITE_URL', 'BASE_PATH'];
/** Not sources, wherever they are: installed, or written by runs. */
const LEFT_OUT = new Set(['node_modules', '.runs']);
/** Inside `dist/`, so that a build by other means, which empties it, is never taken for this one. */
const STAMP = join('dist', '.built-from');

/**
 * All source files, sorted, relative to the folder.
 *
 * @param {string} folder the repository
 * @returns {string[]}
 */
export function sourceFiles(folder) {
  /** @param {string} path @returns {string[]} */
  const walk = (path) => {
    if (!existsSync(join(folder, path))) return [];
    if (!statSync(join(folder, path)).isDirectory()) return [path];
    return readdirSync(join(folder, path))
      .filter((name) => !LEFT_OUT.has(name))
      .flatMap((name) => walk(`${path}/${name}`));
  };
  return SOURCES.flatMap(walk).sort();
}

/**
 * One hash of all sources' names and contents: the same after a checkout that only moves times.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function stampOf(folder, env = process.env) {
  const hash = createHash('sha256');
  for (const name of SETTINGS) hash.update(`${name}=${env[name] ?? ''}\0`);
  for (const file of sourceFiles(folder)) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Sizes and times of all sources: cheap enough to be looked at every moment.
 *
 * @param {string} folder
 * @returns {string}
 */
export function glanceAt(folder) {
  return sourceFiles(folder)
    .map((file) => {
      // An editor may have renamed it away since the folder was read.
      const stat = statSync(join(folder, file), { throwIfNoEntry: false });
      return `${file} ${stat?.size} ${stat?.mtimeMs}`;
    })
    .join('\n');
}

/**
 * @param {string} folder
 * @returns {boolean} whether `dist/` holds a build of the sources as they are
 */
export function isBuilt(folder) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(folder);
}

/**
 * @param {string} folder
 * @param {string} stamp what the sources were when the build began
 */
export function markBuilt(folder, stamp) {
  writeFileSync(join(folder, STAMP), stamp);
}
