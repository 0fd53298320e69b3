// @ts-check
/// <reference lib="webworker" />
/*
 * The search, in a thread of its own: `pagefind/worker.js` of the built site. Pagefind is WebAssembly, which no
 * page may compile; a worker goes by the policy that its own file is served with (src/server/headers.ts).
 */
/**
 * @typedef {{ url: string, title: string, excerpt: string }} Place
 * @typedef {Place & { meta: Record<string, string>, sub_results: Place[] }} Page
 * @typedef {{ search: (term: string) => Promise<{ results: { data: () => Promise<Page> }[] }> }} Pagefind
 */

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** It is made when the site is built, and lies beside this file. */
const PAGEFIND = './pagefind.js';

/** @type {Promise<Pagefind> | undefined} */
let pagefind;

async function load() {
  /** @type {unknown} */
  const module = await import(PAGEFIND);
  const { createInstance } = /** @type {{ createInstance: (options: object) => Pagefind }} */ (module);
  return createInstance({ excerptLength: 24 });
}

// It is told again by the search that waits for it.
worker.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
});

/** @param {string} term @param {number} most pages */
async function find(term, most) {
  const { results } = await (await (pagefind ??= load())).search(term);
  const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
  return {
    count: results.length,
    pages: pages.map(({ url, meta, excerpt, sub_results: places }) => ({
      url,
      title: meta['title'] ?? '',
      chapter: meta['chapter'] ?? '',
      excerpt,
      places: places.map((place) => ({ url: place.url, title: place.title, excerpt: place.excerpt })),
    })),
  };
}

/** @param {{ id: number, term: string, most: number }} question */
async function answer({ id, term, most }) {
  try {
    worker.postMessage({ id, found: await find(term, most) });
  } catch (error) {
    worker.postMessage({ id, failed: String(error) });
  }
}

worker.addEventListener('message', (event) => {
  /** @type {unknown} */
  const question = event.data;
  void answer(/** @type {{ id: number, term: string, most: number }} */ (question));
});
