/**
 * How a program of a run speaks to its supervisor: lines of JSON, written at once and in order to
 * a pipe of their own. A write does not need the event loop, so a blocked program is still heard.
 */
import { writeSync } from 'node:fs';
import { runTime } from './clock.ts';
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

/** Whether a supervisor listens. */
export const supervised = Number.isInteger(descriptor) && descriptor > 2;

/** No reading is finer than a microsecond. A span's are in seconds, and stay as its tracer wrote them. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

/** Sends one report, stamped with the run's clock. Without a supervisor it does nothing. */
export function report(message: Report, at: number = runTime()): void {
  if (!supervised) return;
  try {
    writeSync(
      descriptor,
      `${JSON.stringify({ ...message, t: at }, message.kind === 'span' ? undefined : rounded)}\n`,
    );
  } catch (error) {
    // The supervisor is gone and will never read this; the watchdog ends the program.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
