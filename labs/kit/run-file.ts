/** Files that a program leaves for the learner, too large for a record: a heap snapshot has megabytes. */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { report, supervised } from './channel.ts';

/** Where a program writes such a file: into the run's folder; without a supervisor, into the current one. */
export function runFile(name: string): string {
  return supervised ? join(tmpdir(), name) : resolve(name);
}

/** Says that the file of this name is written: the page may fetch it from now on, and for a while after the run. */
export function leaveFile(name: string, mediaType: string): void {
  report({ kind: 'artifact', name, mediaType, file: name });
}
