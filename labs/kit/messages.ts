/**
 * What may be said to a supervisor, one JSON object a line on its standard input. The first line
 * is `start`; the end of the input ends the run.
 */
import * as v from 'valibot';
import { controlValueSchema, variantSchema } from './records.ts';

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** One sentence a person can act on, for each limit, is in `supervise/limits.ts`. */
export const limitsSchema = v.partial(
  v.object({
    /** Wall time of the run in milliseconds. */
    wallMs: v.pipe(v.number(), v.minValue(1)),
    /** Text that all programs print together, in bytes. */
    outputBytes: v.pipe(v.number(), v.minValue(1)),
    /** What all programs report together, in bytes. */
    reportBytes: v.pipe(v.number(), v.minValue(1)),
    /** Resident memory of all programs together, in bytes. */
    memoryBytes: v.pipe(v.number(), v.minValue(1)),
    /** The run's folder, in bytes. */
    diskBytes: v.pipe(v.number(), v.minValue(1)),
    /** Processes of the run at one time. */
    processes: v.pipe(v.number(), v.minValue(1)),
  }),
);

/** What to run. It is also the body of `POST /api/runs`, where all but `lab` may be left out. */
export const runRequestSchema = v.strictObject({
  lab: v.pipe(shortText, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a lab name is words joined by hyphens')),
  variant: v.optional(variantSchema, 'starter'),
  /** Whole new texts of files of the lab, by file name. */
  edits: v.optional(v.record(shortText, v.pipe(v.string(), v.maxLength(200_000))), {}),
  /** Controls held by the learner from the start: the scenario does not move them. */
  controls: v.optional(v.record(shortText, controlValueSchema), {}),
  /** Ends the scenario early, in seconds. */
  seconds: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(3600))),
});
export type RunRequest = v.InferInput<typeof runRequestSchema>;

export const controlMessageSchema = v.variant('type', [
  v.strictObject({ type: v.literal('set'), name: shortText, value: controlValueSchema }),
  /** Gives a control back to the scenario. */
  v.strictObject({ type: v.literal('release'), name: shortText }),
  v.strictObject({
    type: v.literal('request'),
    id: shortText,
    process: shortText,
    method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
    path: v.pipe(
      v.string(),
      v.regex(/^\/[\x21-\x7e]*$/, 'a path starts with / and has no spaces'),
      v.maxLength(2000),
    ),
    headers: v.optional(v.record(v.string(), v.string())),
    body: v.optional(v.pipe(v.string(), v.maxLength(200_000))),
  }),
  /** A line typed into a program that reads its input. */
  v.strictObject({
    type: v.literal('input'),
    process: shortText,
    text: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  v.strictObject({ type: v.literal('stop') }),
]);
export type ControlMessage = v.InferOutput<typeof controlMessageSchema>;

export const startMessageSchema = v.strictObject({
  type: v.literal('start'),
  run: runRequestSchema,
  /** The run's id, chosen by the engine. */
  id: shortText,
  limits: v.optional(limitsSchema, {}),
});
export type StartMessage = v.InferInput<typeof startMessageSchema>;
