/**
 * The reader's end of a run, alike for every engine. It holds what the contract promises: `run`
 * first, times that never decrease, one `done`, and nothing after it.
 */
import type { RunRequest } from '../../labs/kit/messages.ts';
import { RECORD_FORMAT, type DoneReason, type RecordOf, type RunRecord } from '../../labs/kit/records.ts';
import type { Capabilities } from './engine.ts';

/** Records that may wait for a slow reader before the engine is asked to wait too. */
const ROOM = 2000;

type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A record that happens now, in the engine itself. */
export type Untimed = DistributedOmit<RunRecord, 't'>;

export interface RecordStream {
  readonly records: ReadableStream<RunRecord>;
  /** Time of the newest record. */
  readonly now: number;
  put: (record: RunRecord) => void;
  /** Adds a record of the engine's own, at the time of the newest one. */
  add: (record: Untimed) => void;
  notice: (level: RecordOf<'notice'>['level'], code: string, message: string, next?: string) => void;
  /** The last word; closes the stream. */
  done: (reason: DoneReason) => void;
  /** Settles when the reader has room; at once when it is no longer waited for. */
  room: () => Promise<void>;
  /** From now on the reader is not waited for, so that the engine can finish. */
  hurry: () => void;
}

/** `head` gives the first record of a run that never said its own; `onCancel` is told that the reader went away. */
export function createRecordStream(head: () => RecordOf<'run'>, onCancel: () => void): RecordStream {
  let controller: ReadableStreamDefaultController<RunRecord> | undefined;
  let begun = false;
  let open = true;
  let waits = true;
  let now = 0;
  let moved = 0;
  let makeRoom: () => void = () => undefined;

  const records = new ReadableStream<RunRecord>(
    {
      start: (given) => {
        controller = given;
      },
      pull: () => {
        makeRoom();
      },
      cancel: () => {
        open = false;
        waits = false;
        makeRoom();
        onCancel();
      },
    },
    { highWaterMark: ROOM },
  );

  const put = (record: RunRecord): void => {
    if (!open) return;
    if (!begun) {
      begun = true;
      if (record.kind !== 'run') controller?.enqueue(head());
    } else if (record.kind === 'run') return;
    if (record.kind === 'done' && moved > 0) {
      const message = `${moved.toLocaleString('en-GB')} ${moved === 1 ? 'record' : 'records'} came out of order, and ${moved === 1 ? 'stands' : 'stand'} at the time of the one before.`;
      controller?.enqueue({ kind: 'notice', t: now, level: 'warning', code: 'records-moved', message });
    }
    if (record.t < now) moved += 1;
    now = Math.max(now, record.t);
    controller?.enqueue(record.t === now ? record : { ...record, t: now });
    if (record.kind !== 'done') return;
    open = false;
    controller?.close();
  };
  const add = (record: Untimed): void => {
    put({ ...record, t: now } as RunRecord);
  };

  return {
    records,
    get now() {
      return now;
    },
    put,
    add,
    notice: (level, code, message, next) => {
      add({ kind: 'notice', level, code, message, ...(next !== undefined && { next }) });
    },
    done: (reason) => {
      add({ kind: 'done', reason });
    },
    room: () =>
      !open || !waits || (controller?.desiredSize ?? 1) > 0
        ? Promise.resolve()
        : new Promise((resolve) => (makeRoom = resolve)),
    hurry: () => {
      waits = false;
      makeRoom();
    },
  };
}

/** What is known of an engine that was never reached. */
export const unknownCapabilities: Capabilities = {
  node: 'unknown',
  platform: 'unknown',
  cores: 0,
  can: {
    processes: false,
    'eventloop-delay': false,
    watchdog: false,
    heap: false,
    cpu: false,
    namespaces: false,
    'open-files': false,
    haproxy: false,
    'async-context': false,
  },
  why: {},
};

/** The first record of a run that never began: what was asked for, and of whom. */
export function unbegun(request: RunRequest, engine: Capabilities = unknownCapabilities): RecordOf<'run'> {
  return {
    kind: 'run',
    t: 0,
    format: RECORD_FORMAT,
    id: 'never-began',
    lab: request.lab,
    variant: request.variant ?? 'starter',
    edited: Object.keys(request.edits ?? {}),
    node: engine.node,
    platform: engine.platform,
    cores: engine.cores,
    startedAt: new Date().toISOString(),
  };
}
