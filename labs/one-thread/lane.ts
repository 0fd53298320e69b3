/** Notes what runs on the event loop: every request, and what it goes on with later, each with its wait. */
import { createHook, executionAsyncId, executionAsyncResource } from 'node:async_hooks';
import { basename } from 'node:path';
import { getCallSites } from 'node:util';
import type { RequestHandler } from 'express';
import { runTime } from '../kit/clock.ts';
import { happened } from '../kit/program.ts';

/** One callback of the loop, with the promises and nextTicks that ran right after it. */
interface Turn {
  id: number;
  name: string;
  queue: 'poll' | 'check' | 'timers';
  /** When it was asked for: by a client, or by setImmediate and setTimeout. In ms of the run's clock. */
  asked: number;
  t: number;
  end: number;
}

const REPORT_EVERY_MS = 250;
/** Callbacks that are no request and shorter than this are left out. */
const WORTH_NOTING_MS = 0.5;

let turn: Turn | undefined;
let turns: Turn[] = [];
const asked = new Map<number, { name: string; at: number }>();
const stacks = new Map<string, string[]>();

function begin(next: Turn | undefined): void {
  if (turn && (turn.queue === 'poll' || turn.end - turn.t > WORTH_NOTING_MS)) turns.push(turn);
  turn = next;
}

// #region hook
// Node calls these round each callback. A promise or a nextTick (a plain object) belongs to the callback before it.
const follows = new Set(['Promise', 'Object', 'AsyncResource']);

createHook({
  init(id, type) {
    if (turn && (type === 'Immediate' || type === 'Timeout'))
      asked.set(id, { name: turn.name, at: runTime() });
  },
  before(id) {
    const kind = executionAsyncResource().constructor.name;
    if (id === turn?.id || follows.has(kind)) return;
    const of = asked.get(id);
    asked.delete(id);
    const t = runTime();
    const queue = kind === 'Immediate' ? 'check' : 'timers';
    begin(of && { id, name: of.name, queue, asked: of.at, t, end: t });
  },
  after() {
    if (turn) turn.end = runTime();
  },
}).enable();
// #endregion

/** Each request begins a turn. How long it had waited, the client's header tells: it is when the request was due. */
export const watchLoop: RequestHandler = (request, response, next) => {
  const t = runTime();
  const due = Number(request.headers['x-request-start'] ?? t);
  begin({ id: executionAsyncId(), name: request.path.slice(1), queue: 'poll', asked: due, t, end: t });
  const end = response.end.bind(response);
  response.end = ((...rest: Parameters<typeof end>) => {
    noteStack();
    return end(...rest);
  }) as typeof end;
  next();
};

/** Notes the call stack, once for each kind of turn. */
export function noteStack(): void {
  const key = turn && `${turn.name} ${turn.queue}`;
  if (key === undefined || stacks.has(key)) return;
  const frames = getCallSites(30)
    .map(({ functionName, scriptName, lineNumber }) => {
      const [, pack] = /node_modules\/([^/]+)/.exec(scriptName) ?? [];
      const file = scriptName.startsWith('node:') ? scriptName : `${basename(scriptName)}:${lineNumber}`;
      return `${functionName || 'a function'} (${pack ?? file})`;
    })
    .filter((frame) => !/lane\.ts|async_hooks/.test(frame));
  stacks.set(key, frames);
  happened('stack', { key, frames });
}

/** Where each number stands: name, queue, asked, t, duration. Short, because there are hundreds a second. */
setInterval(() => {
  begin(undefined);
  if (turns.length > 0) {
    happened('ran', { turns: turns.map((one) => [one.name, one.queue, one.asked, one.t, one.end - one.t]) });
  }
  turns = [];
}, REPORT_EVERY_MS).unref();
