/** Brings what an older version of the course wrote up to this one, step by step. */
import * as v from 'valibot';

/** Makes of a value of one version the value of the next. It may throw: then the value is unreadable. */
export type Migration = (value: Record<string, unknown>) => Record<string, unknown>;

/** By the version that they start from: `1` makes version 2 of version 1. There has only been version 1. */
const migrations: Readonly<Record<number, Migration>> = {};

export type Migrated =
  { ok: true; value: Record<string, unknown> } | { ok: false; code: 'newer-version' | 'unreadable' };

const versioned = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/**
 * A value of this version, from one of any version up to it. Never throws.
 *
 * @param to the version that is wanted
 */
export function migrate(value: unknown, to: number, steps = migrations): Migrated {
  const read = v.safeParse(versioned, value);
  if (!read.success) return { ok: false, code: 'unreadable' };
  if (read.output.version > to) return { ok: false, code: 'newer-version' };
  let current: Record<string, unknown> = read.output;
  for (let version = read.output.version; version < to; version += 1) {
    const step = steps[version];
    if (!step) return { ok: false, code: 'unreadable' };
    try {
      current = { ...step(current), version: version + 1 };
    } catch {
      return { ok: false, code: 'unreadable' };
    }
  }
  return { ok: true, value: current };
}
