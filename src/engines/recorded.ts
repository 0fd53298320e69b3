/** The recorded engine: replays the records of a real run of the same lab. It needs nothing. */
import type { ControlMessage, RunRequest } from '../../labs/kit/messages.ts';
import type { RunRecord, Variant } from '../../labs/kit/records.ts';
import type { Booted, Capabilities, Engine, EngineError, Run } from './engine.ts';
import { createRecordDecoder } from './ndjson.ts';
import { createRecordStream, unbegun, unknownCapabilities } from './stream.ts';

/** Gives a recording's text (NDJSON); undefined if there is none. May reject. */
export type LoadRecording = (lab: string, variant: Variant) => Promise<string | undefined>;

export interface RecordedOptions {
  /** The lab whose recording tells, on boot, where and when it was made. */
  lab: string;
  load: LoadRecording;
  /** 1 replays at the recording's own pace, 10 ten times faster, Infinity at once. */
  speed?: number;
}

type Loaded = { ok: true; records: RunRecord[] } | { ok: false; error: EngineError };

const runItForReal = 'Run the lab for real: `npm start`, and open the address that it prints.';

export function createRecordedEngine({ lab, load, speed = 1 }: RecordedOptions): Engine {
  return {
    kind: 'recorded',
    boot: async ({ onProgress }): Promise<Booted> => {
      const step = { id: 'recording', label: 'Loading the recording' };
      onProgress({ ...step, state: 'running' });
      const loaded = await loadRecords(load, lab, 'starter');
      if (!loaded.ok) return loaded;
      onProgress({ ...step, state: 'done' });
      return { ok: true, capabilities: describe(loaded.records) };
    },
    run: (request) => replay(request, load, speed),
  };
}

/** Where the recording was made. It can do nothing: all that it shows has been measured already. */
function describe(records: readonly RunRecord[]): Capabilities {
  const head = records.find((record) => record.kind === 'run');
  const why = 'A recording only shows what was measured when it was made.';
  return {
    ...unknownCapabilities,
    ...(head && { node: head.node, platform: head.platform, cores: head.cores }),
    why: Object.fromEntries(Object.keys(unknownCapabilities.can).map((name) => [name, why])),
  };
}

async function loadRecords(load: LoadRecording, lab: string, variant: Variant): Promise<Loaded> {
  try {
    const text = await load(lab, variant);
    if (text === undefined) {
      return {
        ok: false,
        error: {
          code: 'no-recording',
          message: `There is no recording of the ${variant} of "${lab}".`,
          next: runItForReal,
        },
      };
    }
    return readRecording(text);
  } catch {
    return {
      ok: false,
      error: {
        code: 'no-recording',
        message: `The recording of "${lab}" could not be loaded.`,
        next: 'Look at the connection, then load the page again.',
      },
    };
  }
}

function readRecording(text: string): Loaded {
  const decoder = createRecordDecoder();
  const lines = [...decoder.push(new TextEncoder().encode(text)), ...decoder.end()];
  const records = lines.flatMap((line) => (line.ok ? [line.record] : []));
  const bad = lines.findIndex((line) => !line.ok) + 1;
  if (bad === 0 && records[0]?.kind === 'run' && records.at(-1)?.kind === 'done')
    return { ok: true, records };
  const message =
    bad > 0 ? `Line ${String(bad)} of the recording is no record.` : 'The recording is not whole.';
  return { ok: false, error: { code: 'bad-recording', message, next: 'Load the page again.' } };
}

function replay(request: RunRequest, load: LoadRecording, speed: number): Run {
  const stopped = new AbortController();
  const out = createRecordStream(
    () => unbegun(request),
    () => {
      stopped.abort();
    },
  );
  let saidThatItIsFixed = false;

  const finished = play();

  async function play(): Promise<void> {
    const loaded = await Promise.race([
      loadRecords(load, request.lab, request.variant ?? 'starter'),
      aborted(stopped.signal),
    ]);
    if (loaded === undefined) {
      out.done('stopped');
      return;
    }
    if (!loaded.ok) {
      out.notice('error', loaded.error.code, loaded.error.message, loaded.error.next);
      out.done('failed');
      return;
    }
    const [head, ...records] = loaded.records;
    if (head) out.put(head);
    sayWhatCannotApply();
    await playRecords(records);
  }

  async function playRecords(records: readonly RunRecord[]): Promise<void> {
    const began = performance.now();
    const end = endOf(records, request.seconds);
    for (const record of records) {
      if (record.t > end) {
        out.done('scenario-ended');
        return;
      }
      const early = record.t / speed - (performance.now() - began);
      if (early > 0 && !stopped.signal.aborted) await sleep(early, stopped.signal);
      if (stopped.signal.aborted) {
        out.done('stopped');
        return;
      }
      out.put(record);
      await out.room();
    }
  }

  function sayWhatCannotApply(): void {
    const asked = [
      Object.keys(request.edits ?? {}).length > 0 && 'edits',
      Object.keys(request.controls ?? {}).length > 0 && 'controls',
    ].filter((one) => one !== false);
    if (asked.length === 0) return;
    saidThatItIsFixed = true;
    out.notice(
      'info',
      'recording-fixed',
      `This is a recording: your ${asked.join(' and ')} can't change what was measured.`,
      runItForReal,
    );
  }

  function send(message: ControlMessage): void {
    if (message.type === 'stop') void stop();
    else if (message.type === 'request') {
      const error = 'This is a recording: there is no program to ask.';
      out.add({ kind: 'response', id: message.id, status: 0, headers: {}, body: '', duration: 0, error });
    } else if (!saidThatItIsFixed) {
      saidThatItIsFixed = true;
      out.notice(
        'info',
        'recording-fixed',
        "This is a recording: controls and input can't change what was measured.",
        runItForReal,
      );
    }
  }

  async function stop(): Promise<void> {
    out.hurry();
    stopped.abort();
    await finished;
  }

  return { records: out.records, send, stop };
}

/** When a replay of so many seconds of scenario ends, in the recording's own time. */
function endOf(records: readonly RunRecord[], seconds: number | undefined): number {
  if (seconds === undefined) return Infinity;
  const start = records.find((record) => record.kind === 'event' && record.process === 'scenario')?.t ?? 0;
  return start + seconds * 1000;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    signal.addEventListener('abort', settle);
  });
}
