// @ts-check
/** The site's typefaces, without the weights and the alternates that no style asks for: half the bytes before the first paint. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { inRoot } from './paths.mjs';

/** Where they are made; styles and pages name them as `@fonts/inter.woff2`. */
const FOLDER = inRoot('.cache', 'fonts');
/** The lightest and the boldest weight in `src/styles`. */
const WEIGHTS = { min: 400, max: 700 };
/** The Latin letters and the punctuation that the packages' Latin files hold. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2b0, 0x2ff],
  [0x2000, 0x22ff],
].flatMap(([from = 0, to = 0]) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
);

const FONTS = [
  {
    name: 'inter.woff2',
    file: import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    // Figures of one width are glyphs that a layout feature leads to.
    noLayoutClosure: false,
  },
  {
    name: 'jetbrains-mono.woff2',
    file: import.meta
      .resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'),
    // Its ligatures are half of it, and are turned off everywhere.
    noLayoutClosure: true,
  },
];

/**
 * An integration for Astro: before a build, the typefaces are made.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function fonts() {
  return {
    name: 'fonts',
    hooks: {
      'astro:config:setup': async ({ updateConfig }) => {
        mkdirSync(FOLDER, { recursive: true });
        for (const { name, file, noLayoutClosure } of FONTS) {
          const font = await subsetFont(readFileSync(fileURLToPath(file)), LETTERS.join(''), {
            targetFormat: 'woff2',
            variationAxes: { wght: WEIGHTS },
            noLayoutClosure,
          });
          writeFileSync(join(FOLDER, name), font);
        }
        updateConfig({ vite: { resolve: { alias: { '@fonts': FOLDER } } } });
      },
    },
  };
}
