// @ts-check
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.mjs';
import { stampOf } from '../sources.mjs';
import { whatToKeep } from './kept.mjs';

/**
 * An integration for Astro: the built site has a service worker, and each page says of which build it is.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function offline() {
  const build = stampOf(root).slice(0, 16);
  /** @type {Map<string, import('./kept.mjs').Built>} */
  const built = new Map();
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            define: { 'import.meta.env.BUILD_ID': JSON.stringify(build) },
            plugins: [{ name: 'offline', generateBundle: (_, bundle) => note(bundle, built) }],
          },
        });
      },
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir, pages }) => {
        const folder = fileURLToPath(dir);
        const read = pages
          .filter(({ pathname }) => !pathname.startsWith('404'))
          .map(({ pathname: path }) => ({
            path,
            html: readFileSync(join(folder, path, 'index.html'), 'utf8'),
          }));
        const kept = whatToKeep(
          build,
          base,
          read,
          [...built.values()].filter(({ file }) => existsSync(join(folder, file))),
          [`before-paint.js?${build}`, 'favicon.svg'],
          filesOfSearch(folder),
        );
        const template = readFileSync(new URL('worker.js', import.meta.url), 'utf8');
        writeFileSync(
          join(folder, 'sw.js'),
          template.replace("'KEPT'", () => JSON.stringify(JSON.stringify(kept))),
        );
      },
    },
  };
}

/** What scripts/lib/search has made. @param {string} folder of the site */
function filesOfSearch(folder) {
  const home = join(folder, 'pagefind');
  if (!existsSync(home)) return [];
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * Remembers what each file of a bundle was made of. The bundle for the server is noted, too: what of it is no
 * file of the site is left out later.
 *
 * @param {Readonly<Record<string, { type: 'chunk', moduleIds: string[] } | { type: 'asset', originalFileNames: string[] }>>} bundle
 * @param {Map<string, import('./kept.mjs').Built>} built
 */
function note(bundle, built) {
  for (const [file, made] of Object.entries(bundle)) {
    const sources = made.type === 'chunk' ? made.moduleIds : made.originalFileNames.map((name) => `/${name}`);
    built.set(file, { file, sources });
  }
}
