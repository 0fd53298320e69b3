// @ts-check
/** Copies speedscope into the built site: the page on which a lesson's CPU profiles open as flame graphs. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package has no entry of its own, so its folder is found by its manifest. */
const home = dirname(fileURLToPath(import.meta.resolve('speedscope/package.json')));
const release = join(home, 'dist', 'release');

/** An example and readers of formats that Node does not write. */
const LEFT_OUT = /\.(txt|wasm|json)$/;

/**
 * An integration for Astro: after a build, `speedscope/` is part of the site.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function speedscope() {
  return {
    name: 'speedscope',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const place = join(fileURLToPath(dir), 'speedscope');
        mkdirSync(place, { recursive: true });
        for (const file of readdirSync(release)) {
          if (!LEFT_OUT.test(file)) cpSync(join(release, file), join(place, file));
        }
        cpSync(join(home, 'LICENSE'), join(place, 'LICENSE.txt'));
      },
    },
  };
}
