// @ts-check
/** Which headers the files of the static export need, wherever it is hosted. */
import { flameGraphPolicy, searchPolicy, securityHeaders } from '../../../src/server/headers.ts';

/**
 * @typedef {Readonly<Record<string, string>>} Headers
 * @typedef {{ path: string, below: boolean, headers: Headers }} Rule
 *   `below`: of all that lies under the path. No two rules meet at one file, because hosts differ in what they make of that
 */

/** Where WebContainer's runtime comes from, in a frame. */
const RUNTIME_HOST = 'https://stackblitz.com';

/**
 * WebContainer needs memory that threads share, which a browser gives only to a page that is isolated from
 * all others. `require-corp`, because it is what every browser knows and what WebContainer expects, and
 * costs nothing here: a lesson asks no other server for anything but that frame.
 */
const EMBEDDER = { 'cross-origin-embedder-policy': 'require-corp' };
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', ...EMBEDDER };

const FRESH = { 'cache-control': 'no-cache' };
/** Named by their content. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' };

const page = { ...securityHeaders, ...FRESH };
const lesson = {
  ...page,
  ...ISOLATED,
  'content-security-policy': `${securityHeaders['content-security-policy'] ?? ''}; frame-src ${RUNTIME_HOST}`,
};

/**
 * @param {string} base where the site begins: `/` or `/under-load/`
 * @param {readonly string[]} files of the export: `breakers/false-opens/index.html`
 * @returns {Rule[]}
 */
export function rulesOf(base, files) {
  const chapters = new Set(files.flatMap((file) => /^([^/_]+)\/[^/]+\/index\.html$/.exec(file)?.[1] ?? []));
  const folders = new Set(files.flatMap((file) => /^([^/]+)\//.exec(file)?.[1] ?? []));
  const single = files.filter((file) => !file.includes('/') && !file.startsWith('.'));
  /** @param {string} path @param {Headers} headers @param {boolean} [below] @returns {Rule} */
  const rule = (path, headers, below = false) => ({ path: base + path, below, headers });
  return [
    rule('', page),
    ...single.map((file) => rule(file, page)),
    ...files.filter((file) => file.startsWith('_runtime/')).map((file) => rule(file, runtimeHeaders(file))),
    ...[...folders]
      .filter((folder) => folder !== '_runtime')
      .map((folder) => rule(`${folder}/`, folderHeaders(folder, chapters.has(folder)), true)),
  ];
}

/** @param {string} folder @param {boolean} isChapter @returns {Headers} */
function folderHeaders(folder, isChapter) {
  if (isChapter) return lesson;
  // The notes of a lesson that is presented: a page that is isolated otherwise could not speak to the window that opened it.
  if (folder === 'presenter') return { ...page, ...ISOLATED };
  // A worker of an isolated page has to ask for the same itself.
  if (folder === '_astro') return { ...securityHeaders, ...EMBEDDER, ...FOR_EVER };
  if (folder === 'speedscope') return { ...page, 'content-security-policy': flameGraphPolicy };
  // A worker, too.
  if (folder === 'pagefind') return { ...page, ...EMBEDDER, 'content-security-policy': searchPolicy };
  return page;
}

/** @param {string} file @returns {Headers} */
function runtimeHeaders(file) {
  return { ...securityHeaders, ...(file.endsWith('manifest.json') ? FRESH : FOR_EVER) };
}
