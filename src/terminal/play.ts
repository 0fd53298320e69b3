/** Plays a run to its end, keeps what it says in a store, and ends it in order on Ctrl-C. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { RunRequest } from '../../labs/kit/messages.ts';
import type { RunRecord } from '../../labs/kit/records.ts';
import type { Limits } from '../../labs/kit/supervise/limits.ts';
import { createRunStore } from '../run/store.ts';
import type { RunStore } from '../run/store.ts';
import { figureLines } from './figures.ts';
import { lineOf } from './lines.ts';
import { runLab } from './run-lab.ts';
import { createScreen } from './screen.ts';
import type { Paint } from './style.ts';

/**
 * @param onRecord sees each record when the store has it
 * @param limits other limits than the kit's own
 */
export async function play(
  lab: Lab,
  request: RunRequest,
  onRecord: (record: RunRecord, run: RunStore) => void,
  limits: Partial<Limits> = {},
): Promise<RunStore> {
  const store = createRunStore(lab);
  const run = runLab(request, limits);
  const { stop } = run;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  // Who read the records has gone (`| head`): nobody needs the rest.
  process.stdout.on('error', stop);
  for await (const record of run.records) {
    store.add(record);
    onRecord(record, store);
  }
  for (const signal of signals) process.off(signal, stop);
  process.stdout.off('error', stop);
  return store;
}

/** The same, shown on standard output while it goes on. */
export async function playOnScreen(
  lab: Lab,
  request: RunRequest,
  paint: Paint,
  onRecord: (record: RunRecord) => void = () => undefined,
  limits: Partial<Limits> = {},
): Promise<RunStore> {
  const duration = Math.min(lab.scenario.duration, (request.seconds ?? Infinity) * 1000);
  let latest: RunStore | undefined;
  const screen = createScreen(process.stdout, (columns) =>
    latest ? figureLines(lab, latest, duration, columns, paint) : [],
  );
  try {
    const show = (record: RunRecord, run: RunStore): void => {
      latest = run;
      onRecord(record);
      const line = lineOf(record, lab, paint, scenarioBegan(lab, run));
      if (line !== undefined) screen.log(line);
    };
    return await play(lab, request, show, limits);
  } finally {
    screen.close();
  }
}

function scenarioBegan(lab: Lab, run: RunStore): number {
  return run.view.part(lab.scenario.parts[0]?.id ?? '')?.from ?? 0;
}
