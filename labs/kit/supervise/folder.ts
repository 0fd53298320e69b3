/**
 * The folder of a run: a copy of the lab with the learner's edits in it, inside the labs' own
 * folder, so that its programs find `../kit` and their packages as they do at home.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Lab } from '../manifest.ts';
import type { ControlValue, Variant } from '../records.ts';
import { nameHere, namesThere } from '../stripped.ts';
import { Family } from './family.ts';
import { readProcess } from './processes.ts';

const kitFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
/** Where labs are: `labs/`, or the folder that `UNDER_LOAD_LABS` names (tests have labs of their own). */
export const labsFolder = process.env['UNDER_LOAD_LABS'] ?? dirname(kitFolder);
const runsFolder = join(dirname(kitFolder), '.runs');
const manifestName = nameHere('lab.ts');
const OWNER = 'owner.json';
const PRIVATE = 0o700;
const NAMED_WITHIN_MS = 5000;
const STAT_BLOCK = 512;
const LEAST_ENTRY = 4096;
const SWEPT_WITHIN_MS = 2000;

/** Names of all labs that there are. */
export function labNames(): string[] {
  return readdirSync(labsFolder).filter((name) => existsSync(join(labsFolder, name, manifestName)));
}

/** Loads a lab's manifest; undefined if there is no such lab. */
export async function loadLab(id: string): Promise<Lab | undefined> {
  const file = join(labsFolder, id, manifestName);
  if (!existsSync(file)) return undefined;
  const module = (await import(pathToFileURL(file).href)) as { default: Lab };
  return module.default;
}

export interface RunFolder {
  /** The copy of the lab, where its programs run. */
  lab: string;
  /** Where its programs put their temporary files, so that these are counted and go with the run. */
  temporary: string;
  /** Takes paths of this machine out of what a program prints. */
  shorten: (text: string) => string;
  /** Bytes in it now. */
  size: () => number;
  /** Throws if something of it can't be removed. */
  remove: () => void;
}

/**
 * Makes the folder. Throws what the file system throws: a full disk, no permission.
 *
 * @param controls as they are when the run starts
 */
export function createRunFolder(
  runId: string,
  lab: Lab,
  variant: Variant,
  edits: Readonly<Record<string, string>>,
  controls: Readonly<Record<string, ControlValue>>,
): RunFolder {
  const root = join(runsFolder, runId);
  mkdirSync(runsFolder, { recursive: true, mode: PRIVATE });
  mkdirSync(root, { mode: PRIVATE });
  writeFileSync(
    join(root, OWNER),
    JSON.stringify({ pid: process.pid, startedAt: readProcess(process.pid)?.startedAt }),
  );
  linkKit(join(root, 'kit'));
  const temporary = join(root, 'tmp');
  mkdirSync(temporary, { mode: PRIVATE });

  const copy = join(root, lab.id);
  const source = join(labsFolder, lab.id);
  const left = new Set(['recordings', 'solution', 'forms', manifestName]);
  cpSync(source, copy, {
    recursive: true,
    filter: (path) => dirname(path) !== source || !left.has(basename(path)),
  });
  const solution = join(source, 'solution');
  if (variant === 'solution' && existsSync(solution)) cpSync(solution, copy, { recursive: true });
  for (const [name, drawn] of Object.entries(lab.drawn?.(controls, variant) ?? {})) {
    const text = 'text' in drawn ? drawn.text : readFileSync(join(source, nameHere(drawn.from)));
    writeFileSync(join(copy, nameHere(name)), text);
  }
  for (const [name, text] of Object.entries(edits)) writeFileSync(join(copy, nameHere(name)), text);

  const paths = [`${copy}/`, `${kitFolder}/`, `${dirname(dirname(kitFolder))}/`, `${labsFolder}/`];
  return {
    lab: copy,
    temporary,
    shorten: (text) =>
      paths.reduce(
        (short, path) =>
          short
            .replaceAll(pathToFileURL(path).href, path === `${kitFolder}/` ? 'kit/' : '')
            .replaceAll(path, path === `${kitFolder}/` ? 'kit/' : ''),
        namesThere(namesThere(text, `${copy}/`), `${kitFolder}/`),
      ),
    size: () => sizeOf(root),
    remove: () => {
      removeFolder(root);
    },
  };
}

/** A copy does as well where the file system has no links. */
function linkKit(path: string): void {
  try {
    symlinkSync(kitFolder, path);
  } catch {
    cpSync(kitFolder, path, { recursive: true });
  }
}

/** Bytes that all entries below a folder take; links are not followed. */
function sizeOf(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      // A program may make a file longer than it is full, and a million files of nothing.
      const blocks = lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.blocks ?? 0;
      bytes += Math.max(blocks * STAT_BLOCK, LEAST_ENTRY);
    }
  } catch {
    // The program removed a folder meanwhile: what was counted until then is what is known.
  }
  return bytes;
}

function removeFolder(root: string): void {
  try {
    rmSync(root, { recursive: true, force: true });
  } catch {
    // Folders that may not be read, or nested deeper than a path may be long: the system's own tools can.
    spawnSync('chmod', ['-R', 'u+rwx', root]);
    spawnSync('rm', ['-rf', root]);
    if (existsSync(root)) throw new Error(`${root} could not be removed`);
  }
}

/**
 * Removes what runs left behind whose supervisor is gone, and ends their processes: those that
 * carry the run's id, no others. Gives the ids of the runs that were swept.
 *
 * @param gone id of a run whose supervisor is known to be gone: it may have ended before its name was in the folder
 */
export async function sweepRuns(gone?: string): Promise<string[]> {
  if (!existsSync(runsFolder)) return [];
  const swept: string[] = [];
  for (const runId of readdirSync(runsFolder)) {
    if (runId !== gone && ownerLives(join(runsFolder, runId))) continue;
    await new Family(runId).kill(SWEPT_WITHIN_MS);
    try {
      removeFolder(join(runsFolder, runId));
      swept.push(runId);
    } catch {
      // Somebody else's file is in it: it stays, and is tried again at the next start.
    }
  }
  return swept;
}

const ownerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ pid: v.number(), startedAt: v.union([v.string(), v.number()]) }),
);

function ownerLives(root: string): boolean {
  const owner = v.safeParse(ownerSchema, readOwner(root));
  if (owner.success) {
    const { pid, startedAt } = owner.output;
    return readProcess(pid)?.startedAt === String(startedAt);
  }
  // It has only just been made, and its owner has not yet put its name there; or it never will.
  return Date.now() - (statSync(root, { throwIfNoEntry: false })?.mtimeMs ?? 0) < NAMED_WITHIN_MS;
}

function readOwner(root: string): string {
  try {
    return readFileSync(join(root, OWNER), 'utf8');
  } catch {
    return '';
  }
}
