/** Files that runs have left: a few runs' longer than the run, all of them no longer than the server. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const runsFolder = fileURLToPath(new URL('../../labs/.runs', import.meta.url));
/** As many as may go on at once. A run leaves at most what its folder may hold. */
const RUNS_KEPT = 4;

export interface KeptFiles {
  /** Where a run's supervisor keeps them. */
  folder: (runId: string) => string;
  /** A file for reading, and its size in bytes; undefined if there is none. Whoever gets it closes it. */
  open: (runId: string, name: string) => Promise<{ handle: FileHandle; size: number } | undefined>;
  /** A run has begun: the files of the oldest one go. */
  begin: (runId: string) => void;
  /** Removes all. */
  clear: () => Promise<void>;
}

/** Names are checked by the gate: no part of a path is in them. */
export function keepFiles(): KeptFiles {
  const root = join(runsFolder, `files-${randomBytes(8).toString('hex')}`);
  const known: string[] = [];
  const folder = (runId: string): string => join(root, runId);
  const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });

  return {
    folder,
    open: async (runId, name) => {
      if (!known.includes(runId)) return undefined;
      try {
        const handle = await open(join(folder(runId), name), constants.O_RDONLY | constants.O_NOFOLLOW);
        const found = await handle.stat();
        if (found.isFile()) return { handle, size: found.size };
        await handle.close();
      } catch {
        // Never left, or gone by now.
      }
      return undefined;
    },
    begin: (runId) => {
      known.push(runId);
      const oldest = known.length > RUNS_KEPT ? known.shift() : undefined;
      if (oldest !== undefined) void remove(folder(oldest)).catch(() => undefined); // Goes with all others.
    },
    clear: () => remove(root),
  };
}
