/**
 * How a program of a run speaks to its supervisor: lines of JSON, written at once and in order to
 * a pipe of their own. A write does not need the event loop, so a blocked program is still heard.
 * Several threads write to it (the program's own and the watchdog), so no write is a long one.
 */
import { writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { runTime } from './clock.ts';
import { cutLine, PIECE_BYTES } from './pieces.ts';
import type { RecordOf } from './records.ts';

/** The environment variable that holds the pipe's descriptor. Unset where no supervisor listens. */
export const CHANNEL_VARIABLE = 'UNDER_LOAD_CHANNEL';

type FromProgram<K extends 'sample' | 'event' | 'span' | 'artifact'> = Omit<RecordOf<K>, 'process' | 't'>;
/** What a program may report; the supervisor adds the program's name. */
export type Report =
  | FromProgram<'sample'>
  | FromProgram<'event'>
  | (Record<string, unknown> & Pick<RecordOf<'span'>, 'kind' | 'event' | 'id'>)
  | FromProgram<'artifact'>
  | { kind: 'listening'; port: number };

/** The environment variable of a program without meters in its loop. */
export const QUIET_VARIABLE = 'UNDER_LOAD_QUIET';

const descriptor = Number(process.env[CHANNEL_VARIABLE]);

/** Who writes: another thread or process may hold the same channel. */
const writer = `${String(process.pid)}.${String(threadId)}`;
/** A line of fewer characters has room in one write, whichever they are. */
const SURELY_SHORT = PIECE_BYTES / 3;

/** Whether a supervisor listens. */
export const supervised = Number.isInteger(descriptor) && descriptor > 2;

/** No reading is finer than a microsecond. A span's are in seconds, and stay as its tracer wrote them. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

/** Sends one report, stamped with the run's clock. Without a supervisor it does nothing. */
export function report(message: Report, at: number = runTime()): void {
  if (!supervised) return;
  const line = JSON.stringify({ ...message, t: at }, message.kind === 'span' ? undefined : rounded);
  try {
    if (line.length < SURELY_SHORT) writeSync(descriptor, `${line}\n`);
    else for (const piece of cutLine(Buffer.from(line), writer)) writeSync(descriptor, piece);
  } catch (error) {
    // The supervisor is gone and will never read this; the watchdog ends the program.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
