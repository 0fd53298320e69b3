/**
 * Files of a run that outlive it: the host names a folder, and what a program leaves is linked into it.
 * While the run goes on they count as the run's; afterwards the host removes them.
 */
import { linkSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readProcess } from './processes.ts';

/** The environment variable of the supervisor that names the folder. Unset where nobody keeps files. */
export const KEPT_VARIABLE = 'UNDER_LOAD_KEPT';
const PRIVATE = 0o700;
/** As in an address: no path, no hidden file. */
const NAME = /^[\w-]+(\.[\w-]+)*$/;

/**
 * Keeps a file of a run's folder under its own name; a second one of that name is not kept.
 *
 * @returns whether it is kept
 */
export function keepFile(folder: string, name: string): boolean {
  const kept = process.env[KEPT_VARIABLE];
  if (kept === undefined || !NAME.test(name)) return false;
  try {
    // A link to a file elsewhere would hand that out.
    if (!lstatSync(join(folder, name)).isFile()) return false;
    mkdirSync(kept, { recursive: true, mode: PRIVATE });
    ownByHost(dirname(kept));
    linkSync(join(folder, name), join(kept, name));
    return true;
  } catch {
    // It is not there, is a second one, or the file system knows no links: the page says that it is gone.
    return false;
  }
}

/** The folder of all goes with the host, or is swept after it (folder.ts). */
function ownByHost(root: string): void {
  const owner = { pid: process.ppid, startedAt: readProcess(process.ppid)?.startedAt };
  try {
    writeFileSync(join(root, 'owner.json'), JSON.stringify(owner), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
