/** Notes what ran, when, and in which phase of the loop. It keeps it in memory until the program ends. */
import { createHook, executionAsyncResource } from 'node:async_hooks';
import { basename } from 'node:path';
import { getCallSites } from 'node:util';
import { runTime } from '../kit/clock.ts';

// #region kinds
// Node gives each kind of callback an object of another class, and calls `before` when one begins.
const phases: Record<string, string> = {
  Timeout: 'timers',
  PipeConnectWrap: 'pending', // a connection that failed at once
  FSReqCallback: 'poll',
  Immediate: 'check',
  Pipe: 'close',
};
// These are not of a phase: they run when a callback has returned, before the loop goes on.
const between: Record<string, string> = {
  Object: 'nextTick',
  Promise: 'microtasks',
  AsyncResource: 'microtasks', // queueMicrotask
};
// #endregion

let phase = 'main';
let kind = 'main';
let turn = 0; // rises with each callback of the loop
let running = 0; // callbacks of `will` inside one another

createHook({
  before() {
    kind = executionAsyncResource().constructor.name;
    if (kind in between) return;
    phase = phases[kind] ?? 'poll'; // everything else is I/O
    turn += 1;
  },
}).enable();

export interface Ran {
  name: string;
  /** Where the loop stood. */
  phase: string;
  /** What it had waited in: a phase's queue, `nextTick`, `microtasks`; `now` if it did not wait. */
  queue: string;
  /** Times in ms since the run began: when it was asked for, and when it began. */
  asked: number;
  t: number;
  duration: number;
  /** Who called it, the innermost first. */
  stack: string[];
}

export const ran: Ran[] = [];

/** Makes a callback that notes that it ran; `task` is what it does. */
export type Will = (name: string, task?: () => void) => () => void;

export const will: Will = (name, task) => {
  const asked = runTime();
  const askedIn = turn;
  return () => {
    const stack = callers();
    const t = runTime();
    const waitedIn = askedIn === turn ? between[kind] : undefined;
    const queue = running > 0 ? 'now' : (waitedIn ?? phase);
    const one = { name, phase, queue, asked, t, duration: 0, stack };
    ran.push(one);
    running += 1;
    task?.();
    running -= 1;
    one.duration = runTime() - t;
  };
};

/** The call stack: `everything (tour.ts:9)`. Without this file, and without Node's own bookkeeping of callbacks. */
function callers(): string[] {
  return getCallSites()
    .map(({ functionName, scriptName, lineNumber }) => {
      const file = scriptName.startsWith('node:') ? scriptName : `${basename(scriptName)}:${lineNumber}`;
      return `${functionName || 'a function'} (${file})`;
    })
    .filter((frame) => !/watch\.ts|async_hooks|callbackTrampoline/.test(frame));
}
