// @ts-check
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apache, netlify, nginx, vercel } from './formats.mjs';
import { rulesOf } from './rules.mjs';

/** @type {Record<string, string>} */
const TYPES = { snapshot: 'application/octet-stream', json: 'application/json' };

/**
 * An integration for Astro: after a build, the site has a file with its headers for each kind of host. It
 * comes after those that add files to the site.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function hosts() {
  let base = '/';
  return {
    name: 'hosts',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const files = filesBelow(folder);
        const rules = rulesOf(base, files);
        const compressed = files
          .filter((file) => files.includes(`${file}.br`))
          .map((file) => ({ path: base + file, type: TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain' }));
        writeFileSync(join(folder, '_headers'), netlify(rules));
        writeFileSync(join(folder, 'vercel.json'), vercel(rules));
        writeFileSync(join(folder, 'nginx.conf'), nginx(rules, base, compressed));
        writeFileSync(join(folder, '.htaccess'), apache(rules, base, compressed));
      },
    },
  };
}

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
