// @ts-check
/**
 * What a WebContainer mounts so that labs run in it: the packages as one snapshot, and the labs as
 * JavaScript. Both are mounted in the same folder, in which `node kit/supervise.js` then runs a lab.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { decode, encode } from '@msgpack/msgpack';
import { snapshot } from '@webcontainer/snapshot';
import { inRoot, root } from '../paths.mjs';
import { copyPackages, packagesOf } from './packages.mjs';
import { readScripts, treeOf } from './programs.mjs';

const FORMAT = 1;
/** Compressing takes some seconds and depends on nothing but the bytes. */
const CACHE = inRoot('.cache/runtime');

/**
 * Writes `manifest.json`, and the two files that it names with a compressed one beside each, for hosts that serve those.
 *
 * @param {string} folder
 */
export async function writeImage(folder) {
  const scripts = await readScripts(inRoot('labs'));
  const names = await packagesOf(scripts);
  const programs = treeOf([...scripts, ['package.json', packageJson(names)]]);
  const files = {
    dependencies: named('dependencies', await snapshotOf(names), 'snapshot'),
    programs: named('programs', Buffer.from(JSON.stringify(programs)), 'json'),
  };
  mkdirSync(folder, { recursive: true });
  await Promise.all(
    Object.entries(files).map(async ([kind, { name, bytes }]) => {
      writeFileSync(join(folder, name), bytes);
      writeFileSync(join(folder, `${name}.br`), await compressed(kind, name, bytes));
    }),
  );
  const manifest = {
    format: FORMAT,
    dependencies: files.dependencies.name,
    programs: files.programs.name,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A file called by its content. @param {string} name @param {Uint8Array} bytes @param {string} ending */
function named(name, bytes, ending) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { name: `${name}-${hash}.${ending}`, bytes };
}

/** @param {readonly string[]} names of packages */
async function snapshotOf(names) {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-runtime-'));
  try {
    copyPackages(root, names, folder);
    // It lists files in the order in which the disk gave them; sorted, the same files are the same bytes.
    return encode(decode(await snapshot(folder)), { sortKeys: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The labs' own manifest, without what only tests and other labs need. @param {readonly string[]} names */
function packageJson(names) {
  /** @type {unknown} */
  const read = JSON.parse(readFileSync(inRoot('labs/package.json'), 'utf8'));
  const { name, license, dependencies } =
    /** @type {{ name: string, license: string, dependencies: Record<string, string> }} */ (read);
  const kept = Object.fromEntries(Object.entries(dependencies).filter(([one]) => names.includes(one)));
  return JSON.stringify({ name, private: true, license, type: 'module', dependencies: kept }, null, 2);
}

/** @param {string} kind @param {string} name that stands for the bytes @param {Uint8Array} bytes */
async function compressed(kind, name, bytes) {
  const folder = join(CACHE, kind);
  const kept = join(folder, `${name}.br`);
  if (existsSync(kept)) return readFileSync(kept);
  const result = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 10,
      // Wide enough for both builds that many packages bring of the same text.
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(kept, result);
  return result;
}
