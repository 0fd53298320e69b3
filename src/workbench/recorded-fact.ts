/** Figures of a lab's recordings, for prose; read while the site is built. */
import type { Variant } from '../../labs/kit/records.ts';
import { readRecording, storeOf } from '../run/recording.ts';
import type { RunStore } from '../run/store.ts';
import { loadLab } from './lab-source.ts';

const recordings = import.meta.glob<string>('/labs/*/recordings/*.ndjson', {
  query: '?raw',
  import: 'default',
});

export interface RecordedFact {
  value: string;
  unit: string;
  /** Where and when it was measured, in a few words. */
  conditions: string;
}

/** A recording's store. Rejects if there is none, or if it is broken. */
export async function recordedStore(labId: string, variant: Variant): Promise<RunStore> {
  const path = `/labs/${labId}/recordings/${variant}.ndjson`;
  const text = await recordings[path]?.();
  if (text === undefined) throw new Error(`There is no ${path}: npm run record -- ${labId}.`);
  const read = readRecording(text);
  if (!read.ok) throw new Error(`${path}: ${read.message}`);
  return storeOf(await loadLab(labId), read.records);
}

/** Where and when a recording was taken: "Node 24.21.0 on linux with 2 cores, 2026-11-21". */
export async function recordedConditions(labId: string, variant: Variant): Promise<string> {
  const {
    node = '',
    platform = '',
    cores = 0,
    startedAt = '',
  } = (await recordedStore(labId, variant)).head ?? {};
  return `Node ${node.slice(1)} on ${platform} with ${String(cores)} cores, ${startedAt.slice(0, 10)}`;
}

/** A fact of the lab's manifest, as its recording shows it. Rejects if there is no such fact. */
export async function recordedFact(labId: string, variant: Variant, id: string): Promise<RecordedFact> {
  const lab = await loadLab(labId);
  const fact = lab.facts?.find((one) => one.id === id);
  const value = fact?.read((await recordedStore(labId, variant)).view);
  if (!fact || value === undefined)
    throw new Error(`The ${variant} recording of ${labId} has no fact "${id}".`);
  return { value, unit: fact.unit, conditions: `Recorded: ${await recordedConditions(labId, variant)}` };
}
