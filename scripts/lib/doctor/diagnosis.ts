/** What follows from the facts: what is lacking, what to do about it, and which lessons run here. Pure. */
import type { Capability } from '../../../labs/kit/manifest.ts';
import { defaultLimits } from '../../../labs/kit/supervise/limits.ts';
import { FIRST_PORT, type Facts, type LabRun } from './facts.ts';
import type { NeedyLesson } from './lessons.ts';

/** `lack`: some lesson does without it. `note`: nothing does, and it is good to know. */
export type State = 'good' | 'note' | 'lack';

export interface Finding {
  id: string;
  state: State;
  says: string;
  /** What to do; there for each lack. */
  next?: string;
}

export interface LessonHere {
  id: string;
  title: string;
  runs: 'live' | 'recorded';
  /** Ids of the findings that it is recorded for. */
  lacks: readonly string[];
}

export interface Diagnosis {
  /** Whether nothing is lacking. */
  ok: boolean;
  findings: readonly Finding[];
  lessons: readonly LessonHere[];
}

const GIB = 1024 ** 3;
/** As many runs as the server lets go on at once, each with all the disk that it may use. */
const LEAST_DISK = 4 * defaultLimits.diskBytes;
const giga = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

/** What each thing is good for, and what to do where it is missing and the trial does not say so itself. */
const kinds: Record<Capability, { good: string; next: string }> = {
  processes: {
    good: 'Several programs run at once',
    next: 'Allow this user more processes (ulimit -u), or leave the sandbox that this runs in.',
  },
  'eventloop-delay': {
    good: 'Event-loop delay is measured',
    next: 'End what keeps the processor busy, then try again.',
  },
  watchdog: {
    good: 'Event-loop delay is measured while the loop is blocked',
    next: 'End what keeps the processor busy, then try again.',
  },
  heap: { good: 'Heap and memory are measured', next: 'Run on the project’s own Node: npm run doctor does.' },
  cpu: { good: 'Processor time is measured', next: 'End what keeps the processor busy, then try again.' },
  namespaces: {
    good: 'A lab gets a network of its own (unshare -Urn)',
    next: 'It takes Linux, and the right to make a user namespace: leave the container, or look at `sysctl kernel.apparmor_restrict_unprivileged_userns` (0 allows it).',
  },
  'open-files': {
    good: 'The number of open files can be lowered for a lab',
    next: 'It takes Linux, with prlimit (package util-linux).',
  },
  haproxy: {
    good: 'HAProxy is there',
    next: '`npm run provide -- haproxy` fetches it into the project’s own folder.',
  },
  'async-context': {
    good: 'It is known after an await which request it belongs to',
    next: 'Run on the project’s own Node: npm run doctor does.',
  },
};

export function diagnose(facts: Facts, lessons: readonly NeedyLesson[]): Diagnosis {
  const findings = [...machineFindings(facts), ...facts.runs.map(labFinding)];
  const missing = new Set(findings.filter(({ state }) => state === 'lack').map(({ id }) => id));
  return {
    ok: missing.size === 0,
    findings,
    lessons: lessons.map(({ id, title, needs }): LessonHere => {
      const lacks = [...(missing.has('disk') ? ['disk'] : []), ...(missing.has('port') ? ['port'] : [])];
      const all = [...needs.filter((need) => missing.has(need)), ...lacks];
      return { id, title, runs: all.length > 0 ? 'recorded' : 'live', lacks: all };
    }),
  };
}

function machineFindings({
  capabilities,
  freePort,
  freeDisk,
  freeMemory,
  prometheus,
  browser,
}: Facts): Finding[] {
  const { node, platform, cores, why } = capabilities;
  const names = Object.keys(kinds) as Capability[];
  return [
    {
      id: 'node',
      state: 'good',
      says: `Node ${node} on ${platform}, ${String(cores)} ${cores === 1 ? 'core' : 'cores'}`,
    },
    port(freePort),
    disk(freeDisk),
    memory(freeMemory),
    ...names.map((id): Finding => {
      const lacking = why[id];
      if (lacking === undefined) return { id, state: 'good', says: kinds[id].good };
      return {
        id,
        state: 'lack',
        says: lacking,
        next: kinds[id].next,
      };
    }),
    prometheus === undefined
      ? {
          id: 'prometheus',
          state: 'note',
          says: 'Prometheus is not there. No lesson needs it.',
          next: 'To scrape the lab watch-it with it: `npm run provide -- prometheus`.',
        }
      : { id: 'prometheus', state: 'good', says: `Prometheus is there: ${prometheus}` },
    browser === undefined
      ? {
          id: 'browser',
          state: 'note',
          says: 'No Chromium was found where it usually is. Any current browser will do; others were not looked for.',
          next: 'Open the address that npm start prints in the browser that you will use.',
        }
      : { id: 'browser', state: 'good', says: `A browser is there: ${browser}` },
  ];
}

function port(free: number | undefined): Finding {
  if (free === FIRST_PORT) return { id: 'port', state: 'good', says: `Port ${String(FIRST_PORT)} is free` };
  if (free === undefined)
    return {
      id: 'port',
      state: 'lack',
      says: `No port from ${String(FIRST_PORT)} on is free, so npm start cannot listen.`,
      next: 'End what listens there, or name another one: `npm start -- --port N`.',
    };
  return {
    id: 'port',
    state: 'note',
    says: `Port ${String(FIRST_PORT)} is taken. npm start will take ${String(free)}.`,
    next: 'Edits and progress are kept by port: end what listens there (an earlier npm start?) to have them back.',
  };
}

function disk(free: number | undefined): Finding {
  if (free === undefined)
    return { id: 'disk', state: 'note', says: 'How much disk is free could not be found out.' };
  if (free >= LEAST_DISK) return { id: 'disk', state: 'good', says: `${giga(free)} of disk are free` };
  return {
    id: 'disk',
    state: 'lack',
    says: `${giga(free)} of disk are free. Runs may need ${giga(LEAST_DISK)}.`,
    next: 'Make room on the disk that the project is on.',
  };
}

function memory(free: number): Finding {
  if (free >= defaultLimits.memoryBytes)
    return { id: 'memory', state: 'good', says: `${giga(free)} of memory are free` };
  return {
    id: 'memory',
    state: 'note',
    says: `${giga(free)} of memory are free. A run may use ${giga(defaultLimits.memoryBytes)}.`,
    next: 'Close what you do not need.',
  };
}

function labFinding({ lab, title, passed, checks, problem }: LabRun): Finding {
  const id = `lab ${lab}`;
  const count = `${String(passed)} of ${String(checks)} checks passed`;
  if (problem !== undefined)
    return {
      id,
      state: 'lack',
      says: `The lab “${title}” did not come to its end: ${problem}`,
      next: `See what it says: \`npm run lab -- ${lab} --solution\`.`,
    };
  if (passed === checks) return { id, state: 'good', says: `The lab “${title}” was run: ${count}` };
  return {
    id,
    state: 'lack',
    says: `The lab “${title}” was run, and its solution did not pass: ${count}.`,
    next: `The machine is too busy to measure, as a rule: close other programs, use mains power, then \`npm run lab -- ${lab} --solution\`.`,
  };
}

const SIGNS: Record<State, string> = { good: 'ok  ', note: 'note', lack: 'LACK' };

/** The diagnosis as lines for a terminal. */
export function reportLines({ findings, lessons, ok }: Diagnosis): string[] {
  const recorded = lessons.filter(({ runs }) => runs === 'recorded');
  const live = lessons.length - recorded.length;
  return [
    ...findings.flatMap(({ state, says, next }) => [
      `${SIGNS[state]}  ${says}`,
      // A trial may have said it already.
      ...(next === undefined || says.includes('npm run') ? [] : [`      → ${next}`]),
    ]),
    '',
    `${String(live)} of ${String(lessons.length)} lessons run live on this machine.`,
    ...recorded.map(({ title, lacks }) => `  recorded: ${title} (${lacks.join(', ')})`),
    ok ? 'Nothing is lacking.' : 'Something is lacking: see the lines that begin with LACK.',
  ];
}
