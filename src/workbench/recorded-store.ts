/** A lab's recordings, read while the site is built. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { Variant } from '../../labs/kit/records.ts';
import { readRecording, storeOf } from '../run/recording.ts';
import type { RunStore } from '../run/store.ts';

const recordings = import.meta.glob<string>('/labs/*/recordings/*.ndjson', {
  query: '?raw',
  import: 'default',
});

/** The recording as a run that has ended; undefined if there is none. Rejects if it is broken. */
export async function recordedStore(lab: Lab, variant: Variant): Promise<RunStore | undefined> {
  const path = `/labs/${lab.id}/recordings/${variant}.ndjson`;
  const text = await recordings[path]?.();
  if (text === undefined) return undefined;
  const read = readRecording(text);
  if (!read.ok) throw new Error(`${path}: ${read.message}`);
  return storeOf(lab, read.records);
}
