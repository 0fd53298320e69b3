import type { Lab } from '../../labs/kit/manifest.ts';
import { parseRecord } from '../../labs/kit/records.ts';
import type { RunRecord } from '../../labs/kit/records.ts';
import { createRunStore } from './store.ts';
import type { RunStore } from './store.ts';

export type ReadRecording =
  { ok: true; records: RunRecord[] } | { ok: false; code: 'bad-recording'; message: string };

/** Reads a recording (NDJSON). A line that is no record makes the whole of it bad, with its number. */
export function readRecording(ndjson: string): ReadRecording {
  const records: RunRecord[] = [];
  for (const [index, line] of ndjson.split('\n').entries()) {
    if (line === '') continue;
    const parsed = parseRecord(line);
    if (!parsed.ok) {
      return { ok: false, code: 'bad-recording', message: `Line ${String(index + 1)}: ${parsed.message}` };
    }
    records.push(parsed.record);
  }
  if (records[0]?.kind !== 'run' || records.at(-1)?.kind !== 'done') {
    return {
      ok: false,
      code: 'bad-recording',
      message: 'A recording begins with `run` and ends with `done`.',
    };
  }
  return { ok: true, records };
}

/** A whole recorded run in a store. */
export function storeOf(lab: Lab, records: readonly RunRecord[]): RunStore {
  const store = createRunStore(lab);
  for (const record of records) store.add(record);
  return store;
}
