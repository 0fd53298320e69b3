/**
 * The processes of a run: those that it started, their descendants in the same process groups, and
 * those that left their group but still carry the run's id in their environment.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The environment variable that marks every process of a run. */
export const RUN_VARIABLE = 'UNDER_LOAD_RUN';

export interface Member {
  pid: number;
  /** Resident memory in bytes. */
  memory: number;
}

/** Every live process of the run; without /proc (macOS) only those in the given process groups. */
export function members(runId: string, groups: ReadonlySet<number>): Member[] {
  return process.platform === 'linux' ? fromProc(runId, groups) : fromPs(groups);
}

function fromProc(runId: string, groups: ReadonlySet<number>): Member[] {
  const mark = `${RUN_VARIABLE}=${runId}`;
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    const stat = readStat(pid);
    if (stat === undefined || stat.state === 'Z') return [];
    if (!groups.has(stat.group) && !readText(`/proc/${entry}/environ`).split('\0').includes(mark)) return [];
    return [{ pid, memory: stat.memory }];
  });
}

interface Stat {
  state: string;
  group: number;
  /** When it started, in the kernel's ticks since boot: with the pid it names one process for ever. */
  startedAt: number;
  memory: number;
}

const PAGE_BYTES = 4096;

/** Reads /proc/<pid>/stat; undefined if there is no such process. */
export function readStat(pid: number): Stat | undefined {
  const text = readText(`/proc/${String(pid)}/stat`);
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, group, startedAt, pages] = [fields[0], fields[2], fields[19], fields[21]];
  if (state === undefined || group === undefined) return undefined;
  return { state, group: Number(group), startedAt: Number(startedAt), memory: Number(pages) * PAGE_BYTES };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process has ended meanwhile, or is another user's.
  }
}

function fromPs(groups: ReadonlySet<number>): Member[] {
  const table = execFileSync('ps', ['-axo', 'pid=,pgid=,rss=,stat='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [pid, group, kilobytes, state] = line.trim().split(/\s+/);
    if (!groups.has(Number(group)) || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), memory: Number(kilobytes) * 1024 }];
  });
}

/** Sends a signal to every process of the run that is left. */
export function signalAll(runId: string, groups: ReadonlySet<number>, signal: NodeJS.Signals): void {
  for (const group of groups) signalOne(-group, signal);
  if (process.platform === 'linux') for (const { pid } of members(runId, groups)) signalOne(pid, signal);
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
