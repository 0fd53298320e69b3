// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean,
 *   optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

/** npm writes here what it has installed, in the form of a lock file. */
const INSTALLED = 'node_modules/.package-lock.json';

/**
 * Why what is installed is not what the lock says, as a few words; undefined if it is. Optional
 * packages may be missing: most of them are for other systems.
 *
 * @param {Lock} lock package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json, undefined if there is none
 * @param {(path: string) => boolean} exists whether a folder (`node_modules/astro`) is there
 * @returns {string | undefined}
 */
export function whyStale(lock, installed, exists) {
  if (!installed) return 'nothing is installed yet';
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const there = installed.packages[path];
    if (!there) {
      if (locked.optional || locked.devOptional) continue;
      return `${nameOf(path)} is not installed`;
    }
    if (there.version !== locked.version || there.integrity !== locked.integrity) {
      return `${nameOf(path)} is ${there.version ?? 'not'} installed, ${locked.version ?? 'another'} is locked`;
    }
    if (!exists(path)) return `${nameOf(path)} has been removed`;
  }
  const extra = Object.keys(installed.packages).find((path) => !(path in lock.packages));
  return extra === undefined ? undefined : `${nameOf(extra)} is installed but not locked`;
}

/** @param {string} path `node_modules/a/node_modules/b` → `b` */
function nameOf(path) {
  return path.split('node_modules/').at(-1) ?? path;
}

/**
 * Why dependencies have to be installed in this folder; undefined if they need not be.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function whyInstall(folder) {
  const lock = readLock(join(folder, 'package-lock.json'));
  if (!lock) return 'package-lock.json cannot be read';
  return whyStale(lock, readLock(join(folder, INSTALLED)), (path) => existsSync(join(folder, path)));
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
  try {
    /** @type {unknown} */
    const value = JSON.parse(readFileSync(file, 'utf8'));
    const isLock = typeof value === 'object' && value !== null && 'packages' in value;
    return isLock ? /** @type {Lock} */ (value) : undefined;
  } catch {
    // Missing or half-written: npm has to write it again.
    return undefined;
  }
}
