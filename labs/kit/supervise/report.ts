/** Reads one line that a program wrote to its channel. It may be anything. */
import * as v from 'valibot';
import { recordSchema, RESERVED_NAMES, type RecordKind, type RecordOf } from '../records.ts';
import type { Reason } from './left-out.ts';

/** Levels of objects and lists in a report; deeper ones can't be written out again. */
const DEEPEST = 20;
const LONGEST_NAME = 200;

export type Reported = RecordOf<'sample'> | RecordOf<'event'> | RecordOf<'span'> | RecordOf<'artifact'>;
/** What of a line is left out, and how many. */
export interface Left {
  reason: Reason;
  howMany: number;
}
export type ReadReport =
  | { kind: 'listening'; port: number }
  /** `timed` is whether it came with a time; without, `t` is 0. */
  | { kind: 'report'; record: Reported; timed: boolean; left: Left[] }
  | { kind: 'none'; left: Left[] };

const listeningSchema = v.object({
  kind: v.literal('listening'),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
});

const fromPrograms: readonly RecordKind[] = ['sample', 'event', 'span', 'artifact'];
const ofSupervisor: readonly RecordKind[] = [
  'run',
  'process',
  'text',
  'control',
  'response',
  'notice',
  'done',
];

/**
 * Never throws. One bad value of a sample does not take the good ones with it.
 *
 * @param admit whether a series of this name may be kept
 */
export function readReport(line: string, process: string, admit: (name: string) => boolean): ReadReport {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return none('not-json');
  }
  if (!isObject(value)) return none('not-a-report');
  if (v.is(listeningSchema, value)) return { kind: 'listening', port: value.port };
  const kind = value['kind'] as RecordKind;
  if (ofSupervisor.includes(kind)) return none('not-allowed');
  if (!fromPrograms.includes(kind)) return none('not-a-report');

  const timed = typeof value['t'] === 'number' && Number.isFinite(value['t']) && value['t'] >= 0;
  const t = timed ? (value['t'] as number) : 0;
  if (kind === 'sample') {
    if (!isObject(value['values'])) return none('not-a-report');
    const { values, left } = readValues(value['values'], admit);
    if (left.length > 0 && Object.keys(values).length === 0) return { kind: 'none', left };
    return { kind: 'report', record: { kind, t, process, values }, timed, left };
  }
  if (deeperThan(value, DEEPEST)) return none('too-deep');
  const result = v.safeParse(recordSchema, { ...value, process, t });
  if (result.success) return { kind: 'report', record: result.output as Reported, timed, left: [] };
  return none(result.issues.every((issue) => v.getDotPath(issue) === 'name') ? 'bad-name' : 'not-a-report');
}

function none(reason: Reason): ReadReport {
  return { kind: 'none', left: [{ reason, howMany: 1 }] };
}

function readValues(
  given: Record<string, unknown>,
  admit: (name: string) => boolean,
): { values: Record<string, number>; left: Left[] } {
  const values: Record<string, number> = {};
  const counts = { 'bad-name': 0, 'not-a-number': 0, names: 0 };
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (name === '' || name.length > LONGEST_NAME || RESERVED_NAMES.has(name)) counts['bad-name'] += 1;
    else if (typeof value !== 'number' || !Number.isFinite(value)) counts['not-a-number'] += 1;
    else if (admit(name)) values[name] = value;
    else counts.names += 1;
  }
  const left = (['bad-name', 'not-a-number', 'names'] as const).map((reason) => ({
    reason,
    howMany: counts[reason],
  }));
  return { values, left: left.filter(({ howMany }) => howMany > 0) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => deeperThan(one, levels - 1));
}
