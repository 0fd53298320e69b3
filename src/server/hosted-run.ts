/**
 * One run of the local engine: a supervisor of its own, whose records go to one listener. However
 * it goes, the listener gets a last record, and nothing of the run is left when `ended` settles.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ControlMessage, RunRequest, StartMessage } from '../../labs/kit/messages.ts';
import { formatRecord, RECORD_FORMAT, type RunRecord } from '../../labs/kit/records.ts';
import { cleanEnvironment } from './environment.ts';
import { KEPT_VARIABLE } from '../../labs/kit/supervise/kept.ts';
import type { Limits } from '../../labs/kit/supervise/limits.ts';
import { createRecordTail } from './tail.ts';

/** From the wish to stop: how long the supervisor has by itself, and then after SIGTERM. */
const GRACE_MS = 700;
const TERM_MS = 200;
/** What a supervisor that is gone had still written is read for this long. */
const DRAIN_MS = 200;
/** Bytes of it that are taken in whether its listener follows or not; a pipe holds less. */
const MOST_LEFT = 1_048_576;
const STDERR_KEPT = 4000;
/** Compiled code of supervisors, by which each starts sooner than the first. They hand it to no program of a run. */
const COMPILED = fileURLToPath(new URL('../../.cache/compiled', import.meta.url));

export interface HostedRun {
  readonly id: string;
  send: (message: ControlMessage) => void;
  /** Settles when nothing of the run is left; within a second. */
  stop: () => Promise<void>;
  readonly ended: Promise<void>;
}

export interface HostOptions {
  id: string;
  request: RunRequest;
  /** Limits other than the supervisor's own. */
  limits: Partial<Limits>;
  /** The supervisor's file. */
  supervisor: string;
  cwd: string;
  /** Where files are kept that the run leaves. */
  kept: string;
  /** Where the records go; when it closes, the run ends. It is ended after the last record. */
  sink: Writable;
  /** Clears up behind a supervisor that is gone without having done so itself. */
  onLost: () => Promise<unknown>;
}

export function hostRun(options: HostOptions): HostedRun {
  const { id, request, limits, supervisor, cwd, kept, sink, onLost } = options;
  // In a group of its own, so that it can be ended with what it started, and Ctrl-C is not for it.
  const child = spawn(process.execPath, [supervisor], {
    cwd,
    env: { ...cleanEnvironment(), [KEPT_VARIABLE]: kept, NODE_COMPILE_CACHE: COMPILED },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const tail = createRecordTail();
  let stderr = '';
  let stopping: Promise<void> | undefined;
  let gone = false;
  let left = 0;

  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', (error) => {
      stderr += error.message;
      resolve();
    });
  });
  const drained = new Promise<void>((resolve) => {
    child.stdout.once('close', () => {
      resolve();
    });
  });

  child.stdin.on('error', () => undefined); // It went away: that it exits says so, too.
  const write = (message: StartMessage | ControlMessage): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  write({ type: 'start', id, run: request, limits });

  child.stdout.on('data', (chunk: Buffer) => {
    const lines = tail.push(chunk);
    if (lines.length === 0 || sink.destroyed || sink.write(lines) || stopping) return;
    // Of one that is gone there is no more than lay in the pipe: a slow listener finds it in the sink.
    if (gone && (left += lines.length) <= MOST_LEFT) return;
    child.stdout.pause();
  });
  sink.on('drain', () => child.stdout.resume());
  sink.on('close', () => void stop());
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (stderr = (stderr + text).slice(-STDERR_KEPT)));

  function stop(): Promise<void> {
    stopping ??= (async () => {
      child.stdout.resume(); // Nobody is waited for any more.
      write({ type: 'stop' });
      child.stdin.end();
      for (const [patience, signal] of [
        [GRACE_MS, 'SIGTERM'],
        [TERM_MS, 'SIGKILL'],
      ] as const) {
        if (await settlesWithin(patience, exited)) break;
        signalGroup(child.pid, signal);
      }
      await ended;
    })();
    return stopping;
  }

  const ended = (async () => {
    await exited;
    signalGroup(child.pid, 'SIGKILL'); // What it started into its own group, if anything.
    gone = true;
    child.stdout.resume();
    if (!(await settlesWithin(DRAIN_MS, drained))) {
      // On a busy machine the time may be over before anything was read at all.
      await new Promise((resolve) => setImmediate(resolve));
      child.stdout.destroy();
    }
    const last = tail.last();
    if (last?.kind !== 'done') {
      await onLost();
      if (!sink.destroyed)
        sink.write(lostRecords({ id, request, last, stderr, wasStopped: stopping !== undefined }));
    }
    sink.end();
  })();

  if (sink.destroyed) void stop(); // The listener left while the run was being prepared.

  return {
    id,
    send: (message) => {
      if (message.type === 'stop') void stop();
      else write(message);
    },
    stop,
    ended,
  };
}

async function settlesWithin(ms: number, promise: Promise<void>): Promise<boolean> {
  const late = new AbortController();
  const inTime = await Promise.race([
    promise.then(() => true),
    wait(ms, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  return inTime;
}

/** A supervisor's group is its pid: nobody else's process can be in it. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Lost {
  id: string;
  request: RunRequest;
  last: RunRecord | undefined;
  stderr: string;
  wasStopped: boolean;
}

/** What is said for a supervisor that is gone without its last word. */
function lostRecords({ id, request, last, stderr, wasStopped }: Lost): string {
  const t = last?.t ?? 0;
  const records: RunRecord[] = last
    ? []
    : [
        {
          kind: 'run',
          t,
          format: RECORD_FORMAT,
          id,
          lab: request.lab,
          variant: request.variant ?? 'starter',
          edited: Object.keys(request.edits ?? {}),
          node: process.version,
          platform: process.platform,
          cores: availableParallelism(),
          startedAt: new Date().toISOString(),
        },
      ];
  for (const text of stderr.split('\n').filter((line) => line.trim() !== '')) {
    records.push({ kind: 'text', t, process: 'supervisor', stream: 'stderr', text });
  }
  records.push(
    wasStopped
      ? {
          kind: 'notice',
          t,
          level: 'warning',
          code: 'supervisor-killed',
          message: 'The run did not end by itself and was killed.',
        }
      : {
          kind: 'notice',
          t,
          level: 'error',
          code: 'supervisor-lost',
          message: 'The process that looks after the run went away.',
          next: 'Run the lab again; what it printed last is under Output.',
        },
    { kind: 'done', t, reason: wasStopped ? 'stopped' : 'lost' },
  );
  return records.map(formatRecord).join('');
}
