/** Finds what a recording must not carry into the repository: the names of this machine. */
import { homedir, hostname, tmpdir } from 'node:os';
import type { RunRecord } from '../../labs/kit/records.ts';

/** What names this machine: folders of the project, of the user, of Node, and its own name. */
export function machineNames(project: string): string[] {
  const host = hostname();
  return [
    project,
    `${homedir()}/`,
    `${tmpdir()}/`,
    process.execPath,
    ...(host === 'localhost' ? [] : [host]),
  ];
}

/** The first record that has one of the names in it, and which. */
export function firstLeak(
  records: readonly RunRecord[],
  names: readonly string[],
): { name: string; record: RunRecord } | undefined {
  for (const record of records) {
    const text = JSON.stringify(record);
    const name = names.find((one) => text.includes(one));
    if (name !== undefined) return { name, record };
  }
  return undefined;
}
