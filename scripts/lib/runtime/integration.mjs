// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeImage } from './image.mjs';

/**
 * An integration for Astro: after a build, `_runtime/` is part of the site.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function runtime() {
  return {
    name: 'runtime',
    hooks: { 'astro:build:done': ({ dir }) => writeImage(join(fileURLToPath(dir), '_runtime')) },
  };
}
