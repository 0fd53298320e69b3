/** What the two windows of a presentation say to each other. */
import * as v from 'valibot';
import { actionSchema } from './keys.ts';

const stateSchema = v.object({
  kind: v.literal('state'),
  /** Names the page that is presented: of several, a window with notes follows one. */
  from: v.string(),
  lesson: v.string(),
  /** When the presentation began, in ms since 1970. */
  began: v.number(),
  /** From 1. */
  at: v.number(),
  of: v.number(),
  step: v.string(),
  next: v.optional(v.string()),
  /** What the workbench says of its run. */
  run: v.string(),
  /** HTML of the lesson's own notes. */
  notes: v.string(),
});

const messageSchema = v.variant('kind', [
  stateSchema,
  /** The presentation is over, or its page is left. */
  v.object({ kind: v.literal('left'), from: v.string() }),
  /** A window with notes asks what is presented. */
  v.object({ kind: v.literal('hello') }),
  v.object({ kind: v.literal('do'), to: v.string(), action: actionSchema }),
]);

export type Message = v.InferOutput<typeof messageSchema>;
export type PresentedState = v.InferOutput<typeof stateSchema>;

/** Anything may come in from another window; undefined if it is none of ours. */
export function readMessage(data: unknown): Message | undefined {
  const read = v.safeParse(messageSchema, data);
  return read.success ? read.output : undefined;
}
