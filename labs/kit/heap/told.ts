/** A comparison of two heaps as a run carries it: read by the page, in which it may be anything. */
import * as v from 'valibot';
import type { Compared, HeapComparison } from './compare.ts';

const number = v.pipe(v.number(), v.finite());
const text = v.string();
const total = v.object({ bytes: number, objects: number, references: number, heapBytes: number });
const problem = v.object({
  code: v.picklist([
    'empty',
    'not-json',
    'compressed',
    'foreign',
    'truncated',
    'damaged',
    'too-large',
    'unreadable',
  ]),
  message: text,
  next: text,
});
const comparison = v.object({
  before: total,
  after: total,
  classes: v.array(
    v.object({
      name: text,
      count: number,
      countChange: number,
      shallow: number,
      shallowChange: number,
      retained: number,
      retainedChange: number,
      created: number,
      freed: number,
      path: v.array(v.object({ edge: text, node: text, id: number })),
    }),
  ),
  classCount: number,
  swapped: v.boolean(),
}) satisfies v.GenericSchema<HeapComparison>;
const toldSchema = v.object({
  /** The run's files that were compared, the first one first. */
  files: v.tuple([text, text]),
  result: v.variant('ok', [
    v.object({ ok: v.literal(true), comparison }),
    v.object({ ok: v.literal(false), which: v.picklist(['first', 'second']), problem }),
  ]) satisfies v.GenericSchema<Compared>,
});
export type ToldHeaps = v.InferOutput<typeof toldSchema>;

/** How the artifact's name ends. */
export const HEAPS = '.heaps.json';
/** The metric that says how much of a comparison is done, from 0 to 1. */
export const HEAPS_PROGRESS = 'heap.comparison.progress';

/** Reads the artifact; undefined where the text is none. Never throws. */
export function readHeaps(text: string): ToldHeaps | undefined {
  try {
    const parsed = v.safeParse(toldSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
