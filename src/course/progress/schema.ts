/**
 * What the browser keeps of a learner, as it is stored: one JSON text, told apart by its version.
 * Everything read from the store passes through here, since anyone may have written to it.
 */
import * as v from 'valibot';
import { migrate } from './migrate.ts';

export const PROGRESS_VERSION = 1;

/** What a check said at the end of a run. */
const checkResultSchema = v.object({
  state: v.picklist(['waiting', 'measuring', 'passed', 'failed']),
  /** The figure as it was printed: `p99 412 ms, must be under 200 ms`. */
  figure: v.string(),
});

/** A lab's latest run. */
const resultSchema = v.object({
  /** When it ended, ISO 8601. */
  at: v.string(),
  /** Where it ran, as the engine badge put it. */
  engine: v.string(),
  /** `v24.21.0` */
  node: v.string(),
  /** By check id. */
  checks: v.record(v.string(), checkResultSchema),
  /** By figure id. */
  figures: v.record(v.string(), v.string()),
});

const settingsSchema = v.object({
  /** Left out: as the system has it. */
  theme: v.optional(v.picklist(['light', 'dark'])),
  /** The width of the prose beside the workbench, in percent of the window. */
  separator: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  /** The engine that the learner prefers; left out: the best one there is. */
  engine: v.optional(v.picklist(['local', 'webcontainer', 'recorded'])),
  /** False: a letter or a sign pressed alone does nothing. */
  singleKeys: v.optional(v.boolean()),
});

export const progressSchema = v.object({
  version: v.literal(PROGRESS_VERSION),
  /** By lesson id (`breakers/false-opens`), then by figure id: the value committed to. */
  predictions: v.record(v.string(), v.record(v.string(), v.string())),
  /** By lab id, then by file name: the learner's text. */
  edits: v.record(v.string(), v.record(v.string(), v.string())),
  /** By lab id. */
  results: v.record(v.string(), resultSchema),
  /** By lesson id: the ISO date on which its last check passed. */
  done: v.record(v.string(), v.string()),
  settings: settingsSchema,
});

export type Progress = v.InferOutput<typeof progressSchema>;
export type LabResult = v.InferOutput<typeof resultSchema>;

export type ParsedProgress =
  { ok: true; progress: Progress } | { ok: false; code: 'newer-version' | 'unreadable' };

/** A learner who has just arrived. */
export function emptyProgress(): Progress {
  return { version: PROGRESS_VERSION, predictions: {}, edits: {}, results: {}, done: {}, settings: {} };
}

/** Reads a stored text. Never throws: a newer version and a broken text come back as errors. */
export function parseProgress(text: string): ParsedProgress {
  try {
    return checkProgress(JSON.parse(text));
  } catch {
    return { ok: false, code: 'unreadable' };
  }
}

/** Reads a value of this version, or of an older one. Never throws. */
export function checkProgress(value: unknown): ParsedProgress {
  const migrated = migrate(value, PROGRESS_VERSION);
  if (!migrated.ok) return migrated;
  const result = v.safeParse(progressSchema, migrated.value);
  return result.success ? { ok: true, progress: result.output } : { ok: false, code: 'unreadable' };
}
