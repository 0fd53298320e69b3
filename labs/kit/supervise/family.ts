/**
 * The processes of a run: those that it started, those in their process groups and sessions, their
 * descendants, and those that left all of that but still carry the run's id in their environment.
 * Where the system tells of no processes, only those that were started and have not ended are known.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { hasVariable, listProcesses, readProcess, tellsProcesses, type ProcessRow } from './processes.ts';

/** The environment variable that marks every process of a run. */
export const RUN_VARIABLE = 'UNDER_LOAD_RUN';

/** Looks that are taken at most until nothing new is found: a program that forks is frozen, round by round. */
const FREEZING_ROUNDS = 20;

export class Family {
  readonly #mark: string;
  /** Process groups and sessions that are the run's; forgotten when no process is left in them. */
  #groups = new Set<number>();
  #sessions = new Set<number>();
  /** Whether a process is the run's, by pid and start: it is found out once. */
  #known = new Map<string, boolean>();

  /** The pids of programs that were started and have not been said to be over. */
  #started = new Set<number>();
  readonly #told: boolean;

  /** @param told whether the system tells which processes there are */
  constructor(runId: string, told: boolean = tellsProcesses()) {
    this.#told = told;
    this.#mark = `${RUN_VARIABLE}=${runId}`;
  }

  /** Adds a program that was started in a process group and session of its own. */
  add(pid: number): void {
    this.#started.add(pid);
    this.#groups.add(pid);
    this.#sessions.add(pid);
  }

  /** Says that a program that was added is over. */
  over(pid: number): void {
    this.#started.delete(pid);
  }

  /** Every live process of the run. */
  members(): ProcessRow[] {
    if (!this.#told) return [...this.#started].map(startedOnly);
    const rows = listProcesses().filter(({ pid }) => pid !== process.pid);
    const known = new Map<string, boolean>();
    const pids = new Set<number>();
    let left = rows;
    // A child is listed before its parent now and then: again, until nobody new is found.
    for (let found = true; found;) {
      found = false;
      left = left.filter((row) => {
        if (!this.#isMember(row, pids, known)) return true;
        found = true;
        pids.add(row.pid);
        known.set(key(row), true);
        return false;
      });
    }
    for (const row of left) known.set(key(row), false);
    this.#known = known;
    const own = rows.filter(({ pid }) => pids.has(pid));
    this.#groups = keep(this.#groups, pids, new Set(own.map(({ group }) => group)));
    this.#sessions = keep(this.#sessions, pids, new Set(own.map(({ session }) => session)));
    return own;
  }

  /** Sends a signal to every process of the run that is left. */
  signal(name: NodeJS.Signals): void {
    const rows = this.members();
    if (!this.#told) {
      for (const { pid } of rows) signalIfPossible(pid, name);
      return;
    }
    for (const group of this.#groups) signalOne(-group, name);
    for (const row of rows) if (readProcess(row.pid)?.startedAt === row.startedAt) signalOne(row.pid, name);
  }

  /**
   * Ends whatever is left, without asking. All are frozen first: a frozen process starts no other,
   * and stays the parent by which its children are known. Settles with whether nothing is left.
   */
  async kill(withinMs: number): Promise<boolean> {
    const giveUp = performance.now() + withinMs;
    while (performance.now() < giveUp) {
      let count = 0;
      for (let round = 0; round < FREEZING_ROUNDS; round += 1) {
        const rows = this.members();
        if (rows.length === count) break;
        count = rows.length;
        if (this.#told) this.signal('SIGSTOP');
      }
      if (count === 0) return true;
      this.signal('SIGKILL');
      await wait(10);
    }
    return this.members().length === 0;
  }

  #isMember(row: ProcessRow, pids: ReadonlySet<number>, known: Map<string, boolean>): boolean {
    const before = this.#known.get(key(row));
    if (before !== undefined) return before;
    if (known.get(key(row))) return true;
    return (
      this.#groups.has(row.group) ||
      this.#sessions.has(row.session) ||
      pids.has(row.parent) ||
      hasVariable(row.pid, this.#mark)
    );
  }
}

/**
 * The groups (or sessions) in use that were the run's before, or whose leader is. A group is never
 * learnt from a mere follower: what else is in it might be somebody else's.
 */
function keep(
  before: ReadonlySet<number>,
  pids: ReadonlySet<number>,
  used: ReadonlySet<number>,
): Set<number> {
  return new Set([...used].filter((id) => id !== 0 && (before.has(id) || pids.has(id))));
}

const startedOnly = (pid: number): ProcessRow => ({
  pid,
  parent: process.pid,
  group: pid,
  session: pid,
  startedAt: '',
  memory: 0,
});

/** For a system of which nothing is known: whoever has ended will be said to be over. */
function signalIfPossible(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is over, or there is no such signal here.
  }
}

const key = ({ pid, startedAt }: ProcessRow): string => `${String(pid)} ${startedAt}`;

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // It is over, or it took another user's rights (sudo): then it is not ours to end.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
