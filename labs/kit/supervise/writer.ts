/** Writes the run's records, in order of their times, a few dozen milliseconds at a time. */
import { runTime } from '../clock.ts';
import { formatRecord, type RunRecord } from '../records.ts';

/** Programs' pipes arrive one after the other; what came within this time is put in order. */
const GATHER_MS = 25;

type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A record without its time, for what happens in the supervisor itself. */
export type Untimed = DistributedOmit<RunRecord, 't'>;

export interface RecordWriter {
  /** Adds a record that carries its own time. */
  put: (record: RunRecord) => void;
  /** Adds a record that happens now. */
  now: (record: Untimed) => void;
  /** Writes all that is left; settles when it has been handed to the system. */
  flush: () => Promise<void>;
}

export function createWriter(output: NodeJS.WriteStream): RecordWriter {
  let waiting: RunRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const writeWaiting = (): string => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting.sort((a, b) => a.t - b.t);
    waiting = [];
    return batch
      .map((record) => {
        last = Math.max(last, record.t);
        return formatRecord(Object.assign(record, { t: last }));
      })
      .join('');
  };

  const put = (record: RunRecord): void => {
    waiting.push(record);
    timer ??= setTimeout(() => output.write(writeWaiting()), record.kind === 'run' ? 0 : GATHER_MS);
  };
  return {
    put,
    now: (record) => {
      put({ ...record, t: runTime() } as RunRecord);
    },
    flush: () =>
      new Promise((resolve) => {
        output.write(writeWaiting(), () => {
          resolve();
        });
      }),
  };
}
