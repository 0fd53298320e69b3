/** What there is on this machine, as far as labs need it: looked at, tried and run, and nothing changed. */
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Lab } from '../../../labs/kit/manifest.ts';
import { loadLab } from '../../../labs/kit/supervise/folder.ts';
import { findCapabilities, type Capabilities } from '../../../src/server/capabilities.ts';
import { play } from '../../../src/terminal/play.ts';
import { findChromium } from '../chromium.mjs';
import { inRoot } from '../paths.mjs';
import { findProgram } from '../programs.mjs';

/** Short ones, whose solutions pass wherever meters can be believed. */
const QUICK_LABS = ['blocking', 'timeouts-lie'];
const LAB_WITHIN_MS = 60_000;
/** What `npm start` listens on, and how many after it are tried. */
export const FIRST_PORT = 4321;
const PORTS_TRIED = 50;

export interface LabRun {
  lab: string;
  title: string;
  passed: number;
  checks: number;
  /** Why it did not come to its end; undefined if it did. */
  problem: string | undefined;
}

export interface Facts {
  capabilities: Capabilities;
  /** The first free port from `FIRST_PORT` on, if one of those tried is free. */
  freePort: number | undefined;
  /** Bytes that are free where runs keep their files; undefined where that can't be known. */
  freeDisk: number | undefined;
  /** Bytes of memory that a program could still have. */
  freeMemory: number;
  prometheus: string | undefined;
  browser: string | undefined;
  /** What came of the labs that were run; empty if none were. */
  runs: readonly LabRun[];
}

/** How facts are found; tests put others in place of some. */
export interface Probes {
  capabilities: () => Promise<Capabilities>;
  isFree: (port: number) => Promise<boolean>;
  freeDisk: () => Promise<number | undefined>;
  freeMemory: () => number;
  program: (name: string) => string | undefined;
  browser: () => string | undefined;
  runLab: (id: string) => Promise<LabRun>;
}

export const probes: Probes = {
  capabilities: () => findCapabilities(),
  isFree,
  freeDisk: async () => {
    try {
      const { bavail, bsize } = await statfs(inRoot('labs'));
      return bavail * bsize;
    } catch {
      return undefined;
    }
  },
  freeMemory: () => process.availableMemory(),
  program: (name) => findProgram(name),
  browser: () => {
    const found = findChromium(process.execPath);
    return found.ok ? found.path : undefined;
  },
  runLab,
};

/**
 * @param say is told what is being done, before something that takes a while
 * @param withLabs whether the two labs are run
 */
export async function findFacts(
  use: Probes,
  withLabs: boolean,
  say: (doing: string) => void,
): Promise<Facts> {
  say('Trying what this machine lets a lab measure.');
  const capabilities = await use.capabilities();
  const ports = Array.from({ length: PORTS_TRIED }, (_, more) => FIRST_PORT + more);
  let freePort: number | undefined;
  for (const port of ports) {
    if (!(await use.isFree(port))) continue;
    freePort = port;
    break;
  }
  const found = {
    capabilities,
    freePort,
    freeDisk: await use.freeDisk(),
    freeMemory: use.freeMemory(),
    prometheus: use.program('prometheus'),
    browser: use.browser(),
  };
  const runs: LabRun[] = [];
  for (const id of withLabs ? QUICK_LABS : []) {
    say(`Running the solution of the lab ${id}.`);
    runs.push(await use.runLab(id));
  }
  return { ...found, runs };
}

/** Whether nobody listens on a port of 127.0.0.1. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

async function runLab(id: string): Promise<LabRun> {
  const lab: Lab | undefined = await loadLab(id);
  if (!lab) return { lab: id, title: id, passed: 0, checks: 0, problem: 'It is not there.' };
  const store = await play(lab, { lab: id, variant: 'solution' }, () => undefined, { wallMs: LAB_WITHIN_MS });
  const verdicts = store.verdicts();
  const reason = store.done?.reason;
  return {
    lab: id,
    title: lab.title,
    passed: verdicts.filter(({ verdict }) => verdict.state === 'passed').length,
    checks: verdicts.length,
    problem:
      reason === 'scenario-ended'
        ? undefined
        : (store.notices.find(({ level }) => level === 'error')?.message ??
          `It ended early (${reason ?? 'lost'}).`),
  };
}
