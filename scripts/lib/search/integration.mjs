// @ts-check
/** The index of the search: made by Pagefind of the built pages, with nothing of Pagefind's own dialogs. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';

/** What the search asks for; the rest are dialogs, and a module for languages that the course is not in. */
const NEEDED =
  /^(?:pagefind\.js|pagefind-entry\.json|wasm\.en\.pagefind|[^/]+\.pf_meta|(?:index|fragment)\/.+)$/;

/** Within a lesson: what is no prose, what would give a solution away, and what stands on every page. */
const LEFT_OUT = [
  '.bench',
  '.code-region',
  '.astro-code',
  '.hints',
  '.place-note',
  '.step-title .number',
  '.commit',
  '.solution',
  'noscript',
  'svg',
];

/**
 * An integration for Astro: after a build, `pagefind/` is part of the site. It comes after the pages and before
 * those that list the files. What is indexed is marked `data-pagefind-body`.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function search() {
  return {
    name: 'search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const { index, errors } = await createIndex({ excludeSelectors: LEFT_OUT, forceLanguage: 'en' });
        if (!index) throw new Error(`Pagefind did not start: ${errors.join(' ')}`);
        const indexed = await index.addDirectory({ path: site });
        const made = await index.getFiles();
        const wrong = [...indexed.errors, ...made.errors];
        if (wrong.length > 0) throw new Error(`Pagefind made no index: ${wrong.join(' ')}`);
        const home = join(site, 'pagefind');
        for (const { path, content } of made.files) {
          if (!NEEDED.test(path)) continue;
          mkdirSync(dirname(join(home, path)), { recursive: true });
          writeFileSync(join(home, path), content);
        }
        copyFileSync(new URL('worker.js', import.meta.url), join(home, 'worker.js'));
        await close();
        const pages = made.files.filter(({ path }) => path.startsWith('fragment/')).length;
        logger.info(`${String(pages)} lessons can be searched`);
      },
    },
  };
}
