// @ts-check
/**
 * Programs beside Node that some labs and tests need. Where they are missing, Debian's packages are
 * unpacked into a folder of the project: that needs no root, starts no service, changes no system.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { runChild } from './child.mjs';
import { inRoot, say } from './paths.mjs';

/** The package that brings each program, in Debian and Ubuntu and in Homebrew. */
const PACKAGES = { haproxy: 'haproxy', nginx: 'nginx', prometheus: 'prometheus', promtool: 'prometheus' };
const VERSION = { haproxy: '-v', nginx: '-v', prometheus: '--version', promtool: '--version' };

/** @typedef {keyof typeof PACKAGES} ProgramName */
/** @typedef {{ ok: true, path: string } | { ok: false, problem: string }} Found */

export const programNames = /** @type {ProgramName[]} */ (Object.keys(PACKAGES));

/** Not in `node_modules`, which npm makes anew. */
const HOME = inRoot('.cache/programs');
/** An ordinary user's PATH often leaves these out, and daemons are there. */
const SYSTEMS = ['/usr/local/sbin', '/usr/sbin'];

/**
 * PATH with the project's own programs and the system's daemons at its end: what is there comes first.
 *
 * @param {string} [path]
 * @param {string} [home] the folder of the project's own programs
 */
export function withPrograms(path = '', home = HOME) {
  const folders = path.split(delimiter).filter(Boolean);
  const more = [...(process.platform === 'win32' ? [] : SYSTEMS), join(home, 'bin')];
  return [...folders, ...more.filter((folder) => !folders.includes(folder))].join(delimiter);
}

/**
 * Where a program is.
 *
 * @param {string} name
 * @param {string} [path] as in PATH
 * @returns {string | undefined}
 */
export function findProgram(name, path = withPrograms(process.env['PATH'])) {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * How a package's programs come into a folder here, in commands; undefined if they can't.
 *
 * @param {{ platform: string, hasApt: boolean }} machine
 * @param {string} name of the package
 * @param {string} folder for what is downloaded
 * @returns {[program: string, ...args: string[]][][] | undefined} ways, the quickest first
 */
export function waysToDownload({ platform, hasApt }, name, folder) {
  if (platform !== 'linux' || !hasApt) return undefined;
  // With folders of its own, apt-get is nobody's business but this user's.
  const own = ['-q', '-o', 'Debug::NoLocking=1', '-o', `Dir::Cache=${folder}`];
  const lists = ['-o', `Dir::State::Lists=${join(folder, 'lists')}`];
  const only = ['install', '-y', '--download-only', '--no-install-recommends', name];
  return [
    [['apt-get', ...own, ...only]],
    // Containers often come without a list of packages, or with an old one.
    [
      ['apt-get', ...own, ...lists, 'update'],
      ['apt-get', ...own, ...lists, ...only],
    ],
  ];
}

/**
 * A script that runs a program of an unpacked package with the libraries that were unpacked with it.
 * It finds them from where it stands itself: the folder may be moved.
 *
 * @param {string} program path of the program, from the folder that holds `bin`
 * @param {string[]} libraries their folders, from there too
 */
export function wrapper(program, libraries) {
  const quoted = (/** @type {string} */ path) => `"$home"/'${path.replaceAll("'", `'\\''`)}'`;
  const path = libraries.map(quoted).join(':');
  return `#!/bin/sh
home="\${0%/*}/.."
LD_LIBRARY_PATH=${path}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} exec ${quoted(program)} "$@"
`;
}

/**
 * Unpacks every package of `<home>/<name>/archives`, and puts a script for each program that it brings into `<home>/bin`.
 *
 * @param {string} home
 * @param {string} name of the package
 * @param {readonly string[]} programs that are wanted of it
 */
export function unpack(home, name, programs) {
  const archives = join(home, name, 'archives');
  const root = join(home, name, 'tree');
  for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
    if (spawnSync('dpkg', ['-x', join(archives, file), root], { stdio: 'ignore' }).status !== 0) return;
  }
  const folders = [join(root, 'usr/lib'), join(root, 'lib')].filter((folder) => existsSync(folder));
  const libraries = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((one) => one.includes('-linux-'))
      .map((one) => join(folder, one)),
  );
  const from = (/** @type {string} */ path) => path.slice(home.length + 1);
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const program of ['usr/sbin', 'usr/bin'].flatMap((folder) =>
    programs.map((one) => join(root, folder, one)),
  )) {
    if (!isProgram(program)) continue;
    const script = join(home, 'bin', basename(program));
    writeFileSync(script, wrapper(from(program), libraries.map(from)));
    chmodSync(script, 0o755);
  }
}

/** @param {string} name @param {string} path */
function works(name, path) {
  return spawnSync(path, [VERSION[/** @type {ProgramName} */ (name)]], { timeout: 30_000 }).status === 0;
}

/**
 * What to do where a program could not be provided, in a sentence.
 *
 * @param {{ platform: string }} machine
 * @param {ProgramName} name
 */
export function adviceFor({ platform }, name) {
  const command =
    platform === 'darwin' ? `brew install ${PACKAGES[name]}` : `sudo apt-get install ${PACKAGES[name]}`;
  return `${name} was not found, and could not be fetched. Install it (${command}), or put it on your PATH.`;
}

/**
 * Finds a program, and fetches its package into the project's folder if there is none.
 *
 * @param {ProgramName} name
 * @returns {Promise<Found>}
 */
export async function provideProgram(name) {
  const there = findProgram(name);
  if (there !== undefined && works(name, there)) return { ok: true, path: there };
  const packaged = PACKAGES[name];
  const folder = join(HOME, packaged);
  const machine = { platform: process.platform, hasApt: existsSync('/usr/bin/apt-get') };
  for (const commands of waysToDownload(machine, packaged, folder) ?? []) {
    say(`${name} was not found. Fetching the package ${packaged} into .cache/programs.`);
    rmSync(folder, { recursive: true, force: true });
    for (const made of ['archives/partial', 'lists/partial'])
      mkdirSync(join(folder, made), { recursive: true });
    let code = 0;
    for (const [command, ...args] of commands) {
      ({ code } = await runChild(command, args, {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 'ignore', 2],
        timeout: 300_000,
      }));
      if (code !== 0) break;
    }
    if (code !== 0) continue;
    unpack(
      HOME,
      packaged,
      programNames.filter((one) => PACKAGES[one] === packaged),
    );
    for (const done of ['archives', 'lists']) rmSync(join(folder, done), { recursive: true, force: true });
    const path = findProgram(name);
    if (path !== undefined && works(name, path)) return { ok: true, path };
  }
  return { ok: false, problem: adviceFor(machine, name) };
}
