// @ts-check
/// <reference lib="webworker" />
/*
 * The service worker of the static export: a page once read can be read again without a network. Built into
 * sw.js by scripts/lib/offline/integration.mjs. What is kept is of one build, whole: a page, and all that
 * it needs, in a cache of that build. A new build takes over where the page that is open is its own, and the only one.
 */
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  /** @type {unknown} */
  const all = JSON.parse('KEPT');
  const {
    build,
    base,
    pages,
    beside,
    shared,
    labs,
    search: index,
  } = /** @type {import('./kept.mjs').Kept} */ (all);
  const PREFIX = `under-load ${base} `;
  const OWN = PREFIX + build;
  /** What is asked for first when somebody searches. */
  const SEARCH = `${base}pagefind/worker.js`;
  /** With a network that does not answer, what was kept is shown after this. */
  const PATIENCE_MS = 4000;

  /** @param {string} path of a page; it is put there last, when all that it needs is there */
  async function keep(path) {
    if (!Object.hasOwn(pages, path)) return;
    const wanted = [path, ...(pages[path] ? beside : [])];
    const answers = await Promise.all(wanted.map((one) => fetch(one, { cache: 'no-cache' })));
    for (const answer of answers) {
      // Of another build, it needs other files: the worker of that build keeps it.
      if (!answer.ok || !(await answer.clone().text()).includes(build)) return;
    }
    await keepFiles([...shared, ...(labs[pages[path] ?? ''] ?? [])]);
    const cache = await caches.open(OWN);
    for (const [i, answer] of [...answers.entries()].reverse()) await cache.put(wanted[i] ?? path, answer);
  }

  /** @param {readonly string[]} files */
  async function keepFiles(files) {
    const cache = await caches.open(OWN);
    await Promise.all(
      files.map(async (file) => {
        if (await cache.match(file)) return;
        const got = await fetch(file);
        if (!got.ok) throw new Error(`${file}: ${String(got.status)}`);
        await cache.put(file, got);
      }),
    );
  }

  async function others() {
    return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  }

  /** What an older build kept is kept of this one, too, before it takes over. */
  async function follow() {
    for (const name of await others()) {
      const kept = await (await caches.open(name)).keys();
      for (const { url } of kept) await keep(new URL(url).pathname);
      if (kept.some(({ url }) => new URL(url).pathname === SEARCH)) await keepFiles(index);
    }
  }

  /** Another page may be of an older build, and still want files of it. */
  async function takeOverIfAlone() {
    const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (open.length === 1) await worker.skipWaiting();
  }

  async function takeOver() {
    for (const name of await others()) await caches.delete(name);
    await worker.clients.claim();
  }

  /** @param {Request} request for what may be of another build: as it is now, else as it was kept */
  async function fresh(request) {
    const kept = await (await caches.open(OWN)).match(request, { ignoreSearch: true });
    if (!kept) return fetch(request);
    /** @type {Promise<Response>} */
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
    return Promise.race([fetch(request).catch(() => kept), late]);
  }

  /** @param {Request} request for a file that is named by its content, or by its build */
  async function file(request) {
    return (await (await caches.open(OWN)).match(request)) ?? fetch(request);
  }

  worker.addEventListener('install', (event) => {
    event.waitUntil(follow());
  });
  worker.addEventListener('activate', (event) => {
    event.waitUntil(takeOver());
  });
  worker.addEventListener('message', (event) => {
    /** @type {unknown} */
    const data = event.data;
    const { build: asked, page: path } = /** @type {{ build?: unknown, page?: unknown }} */ (data ?? {});
    if (asked === build && typeof path === 'string') event.waitUntil(keep(path).then(takeOverIfAlone));
  });
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname, search } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    if (request.mode === 'navigate') {
      if (Object.hasOwn(pages, pathname)) event.respondWith(fresh(request));
    } else if (pathname.startsWith(`${base}pagefind/`)) {
      event.respondWith(fresh(request));
      // Who has searched once can search without a network. What does not come is tried again next time.
      if (pathname === SEARCH) event.waitUntil(keepFiles(index).catch(() => undefined));
    } else if (shared.includes(pathname + search) || pathname.startsWith(`${base}_astro/`)) {
      event.respondWith(file(request));
    }
  });
})();
