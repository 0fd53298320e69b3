// @ts-check
/** The packages that labs in a browser import, with all that these import, and nothing in them that no program reads. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { labNames, loadLab } from '../../../labs/kit/supervise/folder.ts';
import { importsOf } from './programs.mjs';

/**
 * @typedef {{ main?: string, exports?: unknown, dependencies?: Record<string, string>,
 *   peerDependencies?: Record<string, string>, peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Manifest
 */

/** What no browser will ever give to a lab: a kernel, and another program. */
const NEVER = new Set(['namespaces', 'open-files', 'haproxy']);

/**
 * The packages that these labs and the kit name in an import, sorted.
 *
 * @param {import('./programs.mjs').Scripts} scripts
 * @returns {Promise<string[]>}
 */
export async function packagesOf(scripts) {
  const labs = await Promise.all(labNames().map((name) => loadLab(name)));
  const runnable = labs.flatMap((lab) => (lab?.needs.some((need) => NEVER.has(need)) ? [] : [lab?.id]));
  const folders = new Set(['kit', ...runnable]);
  const names = [...scripts]
    .filter(([path]) => path.endsWith('.js') && folders.has(path.split('/')[0]))
    .flatMap(([, text]) => importsOf(text))
    .filter((name) => !name.startsWith('.') && !isBuiltin(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  return [...new Set(names)].sort();
}

/** Names of a package's own folders, and of files anywhere in it, that no program of Node reads. */
const NO_FOLDER =
  /^(tests?|__tests__|docs?|examples?|bench(marks?)?|coverage|man|website|browser|node_modules|\..*)$/i;
const NO_FILE =
  /^(readme|changelog|history|contributing|security|tsconfig)|\.((test|spec)\.[cm]?js|(min|umd)\.[cm]?js|map|[cm]?ts|flow|md|markdown|html|png|svg|gif|ya?ml)$/i;
/** A licence has to go with every copy. */
const LICENCE = /^(licen[cs]e|notice|copying)/i;

/**
 * Whether a file or folder of a package is left out.
 *
 * @param {string} path from the package's folder
 * @param {Pick<Manifest, 'main' | 'exports'>} manifest
 */
export function isLeftOut(path, { main = '', exports = '' }) {
  const name = basename(path);
  if (LICENCE.test(name)) return false;
  // Where Node does not enter by it, it is the bundle for browsers.
  const bundle = path === 'dist' && !/^(\.\/)?dist\b|"\.\/dist\//.test(main + JSON.stringify(exports));
  return bundle || NO_FOLDER.test(path) || NO_FILE.test(name);
}

/**
 * Copies packages and all that they depend on into a folder, laid out as npm laid them out.
 *
 * @param {string} root the repository
 * @param {readonly string[]} names
 * @param {string} folder
 */
export function copyPackages(root, names, folder) {
  /** @type {Set<string>} */
  const copied = new Set();
  /** @param {string} name @param {string} from */
  const add = (name, from) => {
    const home = findPackage(name, from);
    if (home === undefined || copied.has(home)) return home !== undefined;
    copied.add(home);
    const place = relative(root, home)
      .split(sep)
      .join('/')
      .replace(/^labs\//, '');
    /** @type {unknown} */
    const read = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const manifest = /** @type {Manifest} */ (read);
    cpSync(home, join(folder, place), {
      recursive: true,
      filter: (path) => path === home || !isLeftOut(relative(home, path), manifest),
    });
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
    const peers = Object.keys(peerDependencies).filter((one) => !peerDependenciesMeta[one]?.optional);
    for (const one of [...Object.keys(dependencies), ...peers]) {
      if (!add(one, home)) throw new Error(`${name} needs ${one}, and that is not installed`);
    }
    return true;
  };
  for (const name of names) {
    if (!add(name, join(root, 'labs'))) throw new Error(`${name} is not installed`);
  }
}

/** A package's folder, looked for as Node does. @param {string} name @param {string} from @returns {string | undefined} */
function findPackage(name, from) {
  const home = join(from, 'node_modules', name);
  if (existsSync(join(home, 'package.json'))) return home;
  return dirname(from) === from ? undefined : findPackage(name, dirname(from));
}
