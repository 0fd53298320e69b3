import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Lab } from '../../../labs/kit/manifest.ts';
import type { ControlMessage, RunRequest } from '../../../labs/kit/messages.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import type { Engine, Run, RunFile } from '../../engines/engine.ts';
import { createKeptRecords } from '../../run/kept-records.ts';
import type { KeptRecords } from '../../run/kept-records.ts';
import { createRunStore } from '../../run/store.ts';
import type { RunStore } from '../../run/store.ts';
import type { Phase } from './phase.ts';

/** Ms between two drawings: fast enough to look alive, slow enough to leave the page its time. */
const DRAW_EVERY = 100;

/** A drawing that took long is followed by a pause so many times as long: the learner's clicks come in between. */
const PAUSE = 2;

/** Ms of records taken in at a stretch, and of rest after it: what sends faster has to wait. */
const SLICE = 8;
const REST = 8;

export interface Runner {
  readonly phase: Signal<Phase>;
  /** The run that goes on, or the last one. */
  readonly store: Signal<RunStore | undefined>;
  /** Rises each time that there is something new to draw. */
  readonly tick: Signal<number>;
  /** The records of that run. */
  records: () => KeptRecords;
  /** Plays a run; settled with its store when it has ended. */
  play: (engine: Engine, request: RunRequest) => Promise<RunStore>;
  send: (message: ControlMessage) => void;
  stop: () => Promise<void>;
  /** A file of the run that goes on, or of the last one; undefined where its engine keeps none. */
  file: (name: string) => Promise<RunFile> | undefined;
  /** Forgets the last run. */
  clear: () => void;
}

export interface RunnerOptions {
  lab: Lab;
  /** How many records of a run are kept, and characters of its output, to be saved as a file. */
  keep: { records: number; text: number };
  /** Sees each record after the store took it in. */
  onRecord: (record: RunRecord) => void;
  /** Calls back before the next drawing; the time is in ms. */
  nextFrame: (callback: (time: number) => void) => void;
  later: (task: () => void, ms: number) => void;
}

export function createRunner({ lab, keep, onRecord, nextFrame, later }: RunnerOptions): Runner {
  const phase = signal<Phase>({ name: 'idle' });
  const store = signal<RunStore | undefined>(undefined);
  const tick = signal(0);
  let run: Run | undefined;
  let last: Run | undefined;
  const keeper = () => createKeptRecords(keep.records, keep.text);
  let records = keeper();
  let drawnAt = -Infinity;
  let waiting = false;
  let pause = DRAW_EVERY;

  const draw = () => {
    tick.value += 1;
  };
  const drawSoon = () => {
    if (waiting) return;
    waiting = true;
    const drawNow = (time: number) => {
      waiting = false;
      drawnAt = time;
      draw();
      nextFrame((after) => (pause = Math.max(DRAW_EVERY, PAUSE * (after - time))));
    };
    // Not frame after frame until it is time: each would have the browser look at the whole page.
    later(
      () => {
        nextFrame(drawNow);
      },
      Math.max(0, pause - (performance.now() - drawnAt)),
    );
  };

  const take = (record: RunRecord, into: RunStore) => {
    into.add(record);
    records.add(record);
    onRecord(record);
    if (phase.value.name === 'starting' && into.began !== undefined) phase.value = { name: 'running' };
    drawSoon();
  };

  return {
    phase,
    store,
    tick,
    records: () => records,
    async play(engine, request) {
      const own = createRunStore(lab);
      store.value = own;
      records = keeper();
      phase.value = { name: 'starting' };
      run = engine.run(request);
      last = run;
      try {
        for await (const record of read(run.records)) take(record, own);
      } catch (error) {
        const message = `The records of the run could not be read: ${error instanceof Error ? error.message : String(error)}`;
        take(
          {
            kind: 'notice',
            t: own.view.now,
            level: 'error',
            code: 'records-broken',
            message,
            next: 'Press Run again.',
          },
          own,
        );
      }
      // Every engine promises `done`; one that breaks the promise must not leave the page running.
      if (!own.done) take({ kind: 'done', t: own.view.now, reason: 'lost' }, own);
      run = undefined;
      phase.value = { name: 'ended', reason: own.done?.reason ?? 'lost' };
      draw();
      return own;
    },
    send: (message) => run?.send(message),
    async stop() {
      if (!run) return;
      phase.value = { name: 'stopping' };
      await run.stop();
    },
    file: (name) => last?.file?.(name),
    clear() {
      if (run) return;
      last = undefined;
      records = keeper();
      store.value = undefined;
      phase.value = { name: 'idle' };
      draw();
    },
  };
}

/** A stream's records one after the other, also where a stream is not itself iterable (Safari). */
async function* read(stream: ReadableStream<RunRecord>): AsyncGenerator<RunRecord> {
  const reader = stream.getReader();
  let since = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
    // A flood of records must not keep the page from drawing and from hearing Stop.
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve, REST));
      since = performance.now();
    }
  }
}
