/** Figures of a lab's recordings, for prose; read while the site is built. */
import type { Variant } from '../../labs/kit/records.ts';
import { loadLab } from './lab-source.ts';
import { recordedStore } from './recorded-store.ts';

export interface RecordedFact {
  value: string;
  unit: string;
  /** Where and when it was measured, in a few words. */
  conditions: string;
}

/** What stands where a draft has no recording yet. It can be read and edited all the same. */
const NOT_YET = { value: '–', unit: '', conditions: 'not recorded yet' };

/** Where and when a recording was taken: "Node 24.21.0 on linux with 2 cores, 2026-11-21". */
export async function recordedConditions(labId: string, variant: Variant): Promise<string> {
  const store = await recordedStore(await loadLab(labId), variant);
  if (!store && import.meta.env.DEV) return NOT_YET.conditions;
  const { node = '', platform = '', cores = 0, startedAt = '' } = store?.head ?? {};
  return `Node ${node.slice(1)} on ${platform} with ${String(cores)} cores, ${startedAt.slice(0, 10)}`;
}

/** A fact of the lab's manifest, as its recording shows it. Rejects if there is no such fact. */
export async function recordedFact(labId: string, variant: Variant, id: string): Promise<RecordedFact> {
  const lab = await loadLab(labId);
  const store = await recordedStore(lab, variant);
  if (!store && import.meta.env.DEV) return NOT_YET;
  const fact = lab.facts?.find((one) => one.id === id);
  const value = store && fact?.read(store.view);
  if (!fact || value === undefined)
    throw new Error(`The ${variant} recording of ${labId} has no fact "${id}".`);
  return { value, unit: fact.unit, conditions: `Recorded: ${await recordedConditions(labId, variant)}` };
}
