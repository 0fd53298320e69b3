/** The processes of this machine, as the operating system lists them now. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  /** 0 where the system does not say (macOS). */
  session: number;
  /** When it started, in the system's own words: with the pid it names one process for ever. */
  startedAt: string;
  /** Resident memory in bytes. */
  memory: number;
}

const PAGE_BYTES = 4096;
/** The kernel says more of a process. */
const FIELDS_USED = 22;

/** Whether the system tells which processes there are: WebContainer calls itself Linux and has no `/proc`. */
export function tellsProcesses(): boolean {
  return process.platform !== 'linux' || existsSync('/proc/self/stat');
}

/** Every process that is not over; those that only wait to be fetched by their parent are left out. */
export function listProcesses(): ProcessRow[] {
  if (process.platform !== 'linux') return fromPs();
  if (!tellsProcesses()) return [];
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    const row = Number.isInteger(pid) ? readProcess(pid) : undefined;
    return row ? [row] : [];
  });
}

/** One process; undefined if there is none of this pid, or if it is over. */
export function readProcess(pid: number): ProcessRow | undefined {
  if (process.platform !== 'linux') return fromPs(pid)[0];
  const text = readText(`/proc/${String(pid)}/stat`);
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ', FIELDS_USED);
  const [state, parent, group, session] = fields;
  if (state === undefined || group === undefined || state === 'Z' || state === 'X') return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startedAt: fields[19] ?? '',
    memory: Number(fields[21]) * PAGE_BYTES,
  };
}

/** The pids of what a process's main thread has started and that is not yet fetched. Only Linux tells, and not every one. */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readText(`/proc/${String(pid)}/task/${String(pid)}/children`)
    .split(' ')
    .filter((text) => text !== '')
    .map(Number);
}

/** Whether a variable stood in its environment when it began, as `NAME=value`. Only Linux tells. */
export function hasVariable(pid: number, variable: string): boolean {
  return (
    process.platform === 'linux' &&
    readText(`/proc/${String(pid)}/environ`)
      .split('\0')
      .includes(variable)
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process has ended meanwhile, or is another user's.
  }
}

function fromPs(pid?: number): ProcessRow[] {
  const which = pid === undefined ? ['-ax'] : ['-p', String(pid)];
  const table = runPs([...which, '-o', 'pid=,ppid=,pgid=,rss=,stat=,lstart=']);
  return table.split('\n').flatMap((line) => {
    const [own, parent, group, kilobytes, state, ...startedAt] = line.trim().split(/\s+/);
    if (!own || state?.startsWith('Z')) return [];
    return [
      {
        pid: Number(own),
        parent: Number(parent),
        group: Number(group),
        session: 0,
        startedAt: startedAt.join(' '),
        memory: Number(kilobytes) * 1024,
      },
    ];
  });
}

function runPs(args: readonly string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8' });
  } catch {
    return ''; // There is no such process.
  }
}
