/**
 * The folder of a run: a copy of the lab with the learner's edits in it, inside the labs' own
 * folder, so that its programs find `../kit` and their packages as they do at home.
 */
import {
  cpSync,
  existsSync,
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
import type { Lab } from '../manifest.ts';
import type { Variant } from '../records.ts';
import { readStat, signalAll } from './group.ts';

const kitFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
/** Where labs are: `labs/`, or the folder that `UNDER_LOAD_LABS` names (tests have labs of their own). */
export const labsFolder = process.env['UNDER_LOAD_LABS'] ?? dirname(kitFolder);
const runsFolder = join(dirname(kitFolder), '.runs');
const OWNER = 'owner.json';
const PRIVATE = 0o700;
const NAMED_WITHIN_MS = 5000;

/** Names of all labs that there are. */
export function labNames(): string[] {
  return readdirSync(labsFolder).filter((name) => existsSync(join(labsFolder, name, 'lab.ts')));
}

/** Loads a lab's manifest; undefined if there is no such lab. */
export async function loadLab(id: string): Promise<Lab | undefined> {
  const file = join(labsFolder, id, 'lab.ts');
  if (!existsSync(file)) return undefined;
  const module = (await import(pathToFileURL(file).href)) as { default: Lab };
  return module.default;
}

export interface RunFolder {
  /** The copy of the lab, where its programs run. */
  lab: string;
  /** Takes paths of this machine out of what a program prints. */
  shorten: (text: string) => string;
  /** Bytes in it now. */
  size: () => number;
  remove: () => void;
}

/** Makes the folder. Throws what the file system throws: a full disk, no permission. */
export function createRunFolder(
  runId: string,
  lab: Lab,
  variant: Variant,
  edits: Readonly<Record<string, string>>,
): RunFolder {
  const root = join(runsFolder, runId);
  mkdirSync(runsFolder, { recursive: true, mode: PRIVATE });
  mkdirSync(root, { mode: PRIVATE });
  writeFileSync(
    join(root, OWNER),
    JSON.stringify({ pid: process.pid, startedAt: readStat(process.pid)?.startedAt }),
  );
  symlinkSync(kitFolder, join(root, 'kit'));

  const copy = join(root, lab.id);
  const source = join(labsFolder, lab.id);
  const left = new Set(['recordings', 'solution', 'lab.ts']);
  cpSync(source, copy, {
    recursive: true,
    filter: (path) => dirname(path) !== source || !left.has(basename(path)),
  });
  const solution = join(source, 'solution');
  if (variant === 'solution' && existsSync(solution)) cpSync(solution, copy, { recursive: true });
  for (const [name, text] of Object.entries(edits)) writeFileSync(join(copy, name), text);

  const paths = [`${copy}/`, `${kitFolder}/`, `${dirname(dirname(kitFolder))}/`, `${labsFolder}/`];
  return {
    lab: copy,
    shorten: (text) =>
      paths.reduce(
        (short, path) =>
          short
            .replaceAll(pathToFileURL(path).href, path === `${kitFolder}/` ? 'kit/' : '')
            .replaceAll(path, path === `${kitFolder}/` ? 'kit/' : ''),
        text,
      ),
    size: () => sizeOf(root),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Bytes in all files below a folder; links are not followed. */
function sizeOf(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // The program removed a folder meanwhile: what was counted until then is what is known.
  }
  return bytes;
}

/**
 * Removes what runs left behind whose supervisor is gone, and ends their processes: those that
 * carry the run's id, no others. Gives the ids of the runs that were swept.
 */
export function sweepRuns(): string[] {
  if (!existsSync(runsFolder)) return [];
  return readdirSync(runsFolder).filter((runId) => {
    const root = join(runsFolder, runId);
    if (ownerLives(root)) return false;
    signalAll(runId, new Set(), 'SIGKILL');
    rmSync(root, { recursive: true, force: true });
    return true;
  });
}

function ownerLives(root: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(root, OWNER), 'utf8')) as { pid: number; startedAt?: number };
    if (owner.startedAt !== undefined) return readStat(owner.pid)?.startedAt === owner.startedAt;
    process.kill(owner.pid, 0);
    return true;
  } catch {
    // Its owner is gone, or has only just made it and not yet put its name there.
    return Date.now() - (statSync(root, { throwIfNoEntry: false })?.mtimeMs ?? 0) < NAMED_WITHIN_MS;
  }
}
