/**
 * The records of a run: one ordered stream, one JSON object a line (NDJSON), ASCII only.
 *
 * Terminal, charts, checks, recordings and tests all read this stream. `t` is in milliseconds
 * since the run began, on one clock for all programs, and never decreases from one record to the
 * next. The first record is `run`, the last is `done`.
 */
import * as v from 'valibot';

/** The version of this format; a recording of another version is refused with a clear error. */
export const RECORD_FORMAT = 1;

const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Names that no record carries: whoever copies one might change an object's prototype. Valibot leaves them out. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A control's value: a number (in the control's unit), a choice or a switch. */
export const controlValueSchema = v.union([v.pipe(v.number(), v.finite()), v.string(), v.boolean()]);

/** Which code ran: as the lesson ships it, with the learner's edits, or the lesson's solution. */
export const variantSchema = v.picklist(['starter', 'solution']);

const recordSchemas = {
  /** Always first: what is run, where, and when. */
  run: v.object({
    kind: v.literal('run'),
    t: time,
    format: v.literal(RECORD_FORMAT),
    id: name,
    lab: name,
    variant: variantSchema,
    /** Names of the files that the learner edited. */
    edited: v.array(v.string()),
    /** Version of the Node that runs the programs, `v24.21.0`. */
    node: v.string(),
    /** `linux`, `darwin`, … */
    platform: v.string(),
    /** What the operating system lends to this process. */
    cores: v.number(),
    /** ISO 8601, wall clock. */
    startedAt: v.string(),
  }),
  /** A program's life. `port` comes with `ready`; `code` or `signal` with `exited`. */
  process: v.object({
    kind: v.literal('process'),
    t: time,
    process: name,
    state: v.picklist(['starting', 'ready', 'exited']),
    pid: v.optional(v.number()),
    port: v.optional(v.number()),
    code: v.optional(v.nullable(v.number())),
    signal: v.optional(v.nullable(v.string())),
  }),
  /** What a program printed; at most one line, without its line break. */
  text: v.object({
    kind: v.literal('text'),
    t: time,
    process: name,
    stream: v.picklist(['stdout', 'stderr']),
    text: v.string(),
  }),
  /** Numbers read at one moment, by metric name (labs/kit/metrics.ts has the units). */
  sample: v.object({
    kind: v.literal('sample'),
    t: time,
    process: name,
    values: v.record(v.string(), v.pipe(v.number(), v.finite())),
  }),
  /** Something happened: `breaker.open`, `gc`, `accept.drop`. */
  event: v.object({
    kind: v.literal('event'),
    t: time,
    process: name,
    name,
    detail: v.optional(v.record(v.string(), v.unknown())),
  }),
  /** One event of the breakdown tracer, in that tracer's own fields. */
  span: v.looseObject({
    kind: v.literal('span'),
    t: time,
    process: name,
    event: v.picklist(['start', 'end']),
    id: v.number(),
  }),
  /** A control changed. */
  control: v.object({
    kind: v.literal('control'),
    t: time,
    name,
    value: controlValueSchema,
    by: v.picklist(['scenario', 'learner']),
  }),
  /** The answer to a `request` control message; `status` is 0 where none came, and `error` says why. */
  response: v.object({
    kind: v.literal('response'),
    t: time,
    id: name,
    status: v.number(),
    headers: v.record(v.string(), v.string()),
    body: v.string(),
    /** Milliseconds from sending to the last byte. */
    duration: v.number(),
    error: v.optional(v.string()),
  }),
  /** A profile, a heap comparison, a report: inline, or a file of the run. */
  artifact: v.object({
    kind: v.literal('artifact'),
    t: time,
    process: name,
    name,
    mediaType: v.string(),
    data: v.optional(v.string()),
    file: v.optional(v.string()),
  }),
  /** A limit was hit, output was cut, a program failed, a capability is missing. */
  notice: v.object({
    kind: v.literal('notice'),
    t: time,
    level: v.picklist(['info', 'warning', 'error']),
    /** Stable, for programs: `program-failed`, `limit-output`, … */
    code: name,
    /** One sentence for a person. */
    message: v.string(),
    /** What to do next, one sentence. */
    next: v.optional(v.string()),
    process: v.optional(name),
    /** Where in the lab's files, if it is known. */
    file: v.optional(v.string()),
    line: v.optional(v.number()),
  }),
  /** Always last. */
  done: v.object({
    kind: v.literal('done'),
    t: time,
    reason: v.picklist(['scenario-ended', 'stopped', 'limit', 'failed', 'lost']),
    /** With the reason `limit`: which one. */
    limit: v.optional(name),
  }),
};

export const recordSchema = v.variant('kind', [
  recordSchemas.run,
  recordSchemas.process,
  recordSchemas.text,
  recordSchemas.sample,
  recordSchemas.event,
  recordSchemas.span,
  recordSchemas.control,
  recordSchemas.response,
  recordSchemas.artifact,
  recordSchemas.notice,
  recordSchemas.done,
]);

export type RunRecord = v.InferOutput<typeof recordSchema>;
export type RecordKind = RunRecord['kind'];
export type RecordOf<K extends RecordKind> = Extract<RunRecord, { kind: K }>;
export type ControlValue = v.InferOutput<typeof controlValueSchema>;
export type Variant = v.InferOutput<typeof variantSchema>;
export type DoneReason = RecordOf<'done'>['reason'];

export type ParsedRecord =
  { ok: true; record: RunRecord } | { ok: false; code: 'not-json' | 'not-a-record'; message: string };

/** Reads one line of the stream. Never throws: a line that is no record comes back as an error. */
export function parseRecord(line: string): ParsedRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, code: 'not-json', message: `Not JSON: ${line.slice(0, 80)}` };
  }
  const result = v.safeParse(recordSchema, value);
  if (result.success) return { ok: true, record: result.output };
  const issue = result.issues[0];
  return {
    ok: false,
    code: 'not-a-record',
    message: `Not a record: ${issue.message} at ${v.getDotPath(issue) ?? 'the top'}`,
  };
}

/**
 * Writes one record as a line, line break included. Everything outside ASCII is escaped (`\u2028`),
 * so that no transport can break a character in two.
 */
export function formatRecord(record: RunRecord): string {
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(record).replace(/[\u007f-\uffff]/g, escape)}\n`;
}
