/** What is left of runs on this machine: processes, folders, descriptors. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProcesses, readProcess } from '../../labs/kit/supervise/processes.ts';
import { runsFolder } from '../engines/server.ts';

/** Processes with the run's id in their environment or arguments, and the run's folder. */
export function leftOf(runIds: readonly string[]): string[] {
  const table = spawnSync('ps', ['axeww', '-o', 'pid=,stat=,args='], { encoding: 'utf8', maxBuffer: 1e9 });
  const processes = table.stdout.split('\n').filter((line) => {
    const [, state] = line.trim().split(/\s+/);
    return !state?.startsWith('Z') && runIds.some((id) => line.includes(id));
  });
  const folders = runIds.filter((id) => existsSync(join(runsFolder, id)));
  return [...processes.map((line) => line.slice(0, 160)), ...folders.map((id) => `folder ${id}`)];
}

/** Folders of runs whose owner is gone. */
export function abandonedFolders(): string[] {
  return readdirSync(runsFolder).filter((id) => {
    try {
      const { pid } = JSON.parse(readFileSync(join(runsFolder, id, 'owner.json'), 'utf8')) as { pid: number };
      return readProcess(pid) === undefined;
    } catch {
      return existsSync(join(runsFolder, id));
    }
  });
}

/** Processes that this one has started and that are not over. */
export const childrenOf = (pid: number): number[] =>
  listProcesses().flatMap((row) => (row.parent === pid ? [row.pid] : []));

/** Open descriptors of a process (Linux). */
export const descriptorsOf = (pid: number): number => readdirSync(`/proc/${String(pid)}/fd`).length;

/** Resident memory of a process in bytes (Linux). */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
