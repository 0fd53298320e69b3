/**
 * The processes of a run: those that it started, those in their process groups and sessions, their
 * descendants, and those that left all of that but still carry the run's id in their environment.
 * Where the system tells of no processes, only those that were started and have not ended are known.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  childrenOf,
  hasVariable,
  listProcesses,
  readProcess,
  tellsProcesses,
  type ProcessRow,
} from './processes.ts';

/** The environment variable that marks every process of a run. */
export const RUN_VARIABLE = 'UNDER_LOAD_RUN';

/** Looks that are taken at most until nothing new is found: a program that forks is frozen, round by round. */
const FREEZING_ROUNDS = 20;
/** Of how many the descendants are frozen before the first look. */
const QUICKLY_FROZEN = 300;
/** How many processes are read at most for each that may count. */
const READ_FOR_EACH = 4;

export class Family {
  readonly #mark: string;
  /** Programs that were started for the run, and when each began. */
  readonly #programs = new Map<number, string>();
  /** Process groups and sessions that are the run's; forgotten when no process is left in them. */
  #groups = new Set<number>();
  #sessions = new Set<number>();
  /** Groups whose leader is the run's and lived at the last look, with when the leader began. */
  #led = new Map<number, string>();
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
    const startedAt = readProcess(pid)?.startedAt;
    if (startedAt === undefined) return;
    this.#programs.set(pid, startedAt);
    this.#led.set(pid, startedAt);
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
    this.#led = new Map(
      own.filter(({ pid, group }) => pid === group).map(({ pid, startedAt }) => [pid, startedAt]),
    );
    return own;
  }

  /**
   * Counts the programs and their descendants, until there are more than `most`. It reads no more
   * processes than it needs for that, so it is quick where `members` would take seconds; a process
   * that has left its parents is not seen, and on systems other than Linux only the programs are.
   */
  count(most: number): number {
    let count = 0;
    // Those that are over and not yet fetched by their parent are read, but do not count.
    for (const pid of this.#descent(READ_FOR_EACH * most)) {
      if (readProcess(pid) !== undefined) count += 1;
      if (count > most) break;
    }
    return count;
  }

  /** Sends a signal to every process of the run that is left. */
  signal(name: NodeJS.Signals): void {
    if (this.#told) {
      // A program that hears it may be gone before the look, and with it what told whose its children are.
      const held = this.#signalLed('SIGSTOP');
      for (const pid of this.#descent(QUICKLY_FROZEN)) this.#remember(pid);
      for (const group of held) signalOne(-group, name);
      for (const group of held) signalOne(-group, 'SIGCONT');
    }
    this.#send(this.members(), name);
  }

  /**
   * Ends whatever is left, without asking. All are frozen first: a frozen process starts no other,
   * and stays the parent by which its children are known. Settles with whether nothing is left.
   */
  async kill(withinMs: number): Promise<boolean> {
    const giveUp = performance.now() + withinMs;
    while (performance.now() < giveUp) {
      const rows = this.#told ? this.#freeze() : this.members();
      if (rows.length === 0) return true;
      this.#send(rows, 'SIGKILL');
      await wait(10);
    }
    return this.members().length === 0;
  }

  /** Stops every process of the run, so that none can start another, and gives what there is. */
  #freeze(): ProcessRow[] {
    const held = this.#signalLed('SIGSTOP');
    for (const pid of this.#descent(QUICKLY_FROZEN)) signalOne(pid, 'SIGSTOP');
    let rows: ProcessRow[] = [];
    const frozen = new Set<string>();
    for (let round = 0; round < FREEZING_ROUNDS; round += 1) {
      rows = this.members();
      if (rows.every((row) => held.has(row.group) || frozen.has(key(row)))) break;
      this.#send(rows, 'SIGSTOP');
      for (const row of rows) frozen.add(key(row));
    }
    return rows;
  }

  /**
   * Signals the groups that were known at the last look, without a new one: thousands of processes
   * that want the processor make a look slow, and hear this before it. Gives those groups.
   */
  #signalLed(name: NodeJS.Signals): Set<number> {
    const groups = this.#livingOf(this.#led);
    for (const group of groups) signalOne(-group, name);
    return new Set(groups);
  }

  /** The programs and their descendants, parents first: what is frozen when it comes has no more children than then follow. */
  *#descent(most: number): Generator<number> {
    const waiting = this.#livingOf(this.#programs);
    let left = most;
    // The list grows while it is read.
    for (const pid of waiting) {
      if (left === 0) return;
      left -= 1;
      yield pid;
      for (const child of childrenOf(pid)) waiting.push(child);
    }
  }

  #remember(pid: number): void {
    const row = readProcess(pid);
    if (row) this.#known.set(key(row), true);
  }

  #livingOf(processes: ReadonlyMap<number, string>): number[] {
    return [...processes].flatMap(([pid, startedAt]) =>
      readProcess(pid)?.startedAt === startedAt ? [pid] : [],
    );
  }

  /** Signals those that a look has just found: by their groups where these are the run's. */
  #send(rows: readonly ProcessRow[], name: NodeJS.Signals): void {
    if (!this.#told) {
      for (const { pid } of rows) signalIfPossible(pid, name);
      return;
    }
    for (const group of this.#groups) signalOne(-group, name);
    for (const { pid, group, startedAt } of rows) {
      if (!this.#groups.has(group) && readProcess(pid)?.startedAt === startedAt) signalOne(pid, name);
    }
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
