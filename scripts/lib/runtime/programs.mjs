// @ts-check
/** The labs as JavaScript: the tree of files that a WebContainer mounts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { nameHere } from '../../../labs/kit/stripped.ts';
import { toJavaScript } from './javascript.mjs';

/**
 * Files by their paths in `labs/`, as JavaScript, and under the names that they have there: `kit/load.js`.
 *
 * @typedef {Map<string, string>} Scripts
 * @typedef {{ file: { contents: string } } | { directory: Tree }} Entry
 * @typedef {{ [name: string]: Entry }} Tree WebContainer's FileSystemTree
 */

/** What no run reads: recordings, and what is for Docker and Grafana. */
const LEFT_OUT = /^(recordings|grafana|node_modules|\.runs|Dockerfile.*|README\.md|.*\.d\.ts)$/;

/** @param {string} folder @param {string} [path] below it @returns {string[]} */
function filesIn(folder, path = '') {
  return readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.test(name))
    .flatMap((entry) => {
      const name = posix.join(path, entry.name);
      return entry.isDirectory() ? filesIn(folder, name) : [name];
    })
    .sort();
}

/**
 * The kit and every lab, starter and solution.
 *
 * @param {string} folder of the labs
 * @returns {Promise<Scripts>}
 */
export async function readScripts(folder) {
  await init;
  const files = filesIn(folder).filter((file) => file.includes('/'));
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const manifests = new Set(
    files.filter((file) => /^[^/]+\/lab\.ts$/.test(file)).flatMap((file) => [...reachedFrom(file, texts)]),
  );
  return new Map(
    files.map((file) => {
      const text = /** @type {string} */ (texts.get(file));
      if (!file.endsWith('.ts')) return [file, text];
      // A manifest goes on speaking of `proxy.ts`, as the page does; a program starts `proxy.js`.
      const speaksOf = (/** @type {string} */ name) => !manifests.has(file) && isBeside(file, name, texts);
      return [nameHere(file, true), toJavaScript(text, speaksOf)];
    }),
  );
}

/** Whether a lab has a file of this name; a solution's file runs in its lab's folder. @param {string} file @param {string} name @param {Map<string, unknown>} texts */
function isBeside(file, name, texts) {
  const lab = file.split('/')[0] ?? '';
  return lab !== 'kit' && texts.has(`${lab}/${name}`);
}

/** A file and all that it imports of the labs' own. @param {string} file @param {Map<string, string>} texts @param {Set<string>} [seen] */
function reachedFrom(file, texts, seen = new Set()) {
  const text = texts.get(file);
  if (text === undefined || seen.has(file)) return seen;
  seen.add(file);
  for (const name of importsOf(toJavaScript(text, () => false))) {
    if (name.startsWith('.'))
      reachedFrom(posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'), texts, seen);
  }
  return seen;
}

/**
 * What a module imports, by the names that stand in it.
 *
 * @param {string} script
 * @returns {string[]}
 */
export function importsOf(script) {
  return parse(script)[0].flatMap(({ n }) => (n === undefined ? [] : [n]));
}

/**
 * @param {Iterable<readonly [path: string, text: string]>} files
 * @returns {Tree}
 */
export function treeOf(files) {
  /** @type {Tree} */
  const tree = {};
  for (const [path, contents] of files) {
    const folders = path.split('/');
    const name = /** @type {string} */ (folders.pop());
    let place = tree;
    for (const folder of folders) {
      const entry = (place[folder] ??= { directory: {} });
      if (!('directory' in entry)) throw new Error(`${path}: ${folder} is a file`);
      place = entry.directory;
    }
    place[name] = { file: { contents } };
  }
  return tree;
}
