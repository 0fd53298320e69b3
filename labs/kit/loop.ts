/** What ran on an event loop, as a lab's program reports it, and the steps of a picture made from it. Pure. */
import * as v from 'valibot';

/** Where a loop stands, in the order of its round; `main` is before the first. */
export const loopPhases = ['main', 'timers', 'pending', 'poll', 'check', 'close'] as const;
export type LoopPhase = (typeof loopPhases)[number];

/** What a callback waited in: a phase's queue, or one that is emptied when a callback returns; `now`: in nothing. */
export const loopQueues = ['nextTick', 'microtasks', 'timers', 'pending', 'poll', 'check', 'close'] as const;
export type LoopQueue = (typeof loopQueues)[number] | 'main' | 'now';

/** A picture has at most so many steps. */
const MOST_STEPS = 300;
const MOST_FRAMES = 40;
const LONGEST_TEXT = 120;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const ranSchema = v.object({
  name: text,
  phase: v.picklist(loopPhases),
  queue: v.picklist([...loopQueues, 'main', 'now']),
  /** When it was asked for, and when it began, in ms since the run began. */
  asked: time,
  t: time,
  /** In ms. */
  duration: time,
  /** Who called it, the innermost first. */
  stack: v.pipe(v.array(text), v.maxLength(MOST_FRAMES)),
});
/** One thing that ran. */
export type Ran = v.InferOutput<typeof ranSchema>;

export interface LoopStep extends Ran {
  /** Ms from being asked for to its beginning. */
  waited: number;
  /** What waited when it ended, each queue in the order in which it then ran. */
  waiting: { queue: LoopQueue; entries: { name: string; waited: number }[] }[];
}

/** What a program's report holds of it; everything else is left out. */
export function readRan(reported: unknown): Ran[] {
  if (!Array.isArray(reported)) return [];
  return reported.flatMap((one) => {
    const read = v.safeParse(ranSchema, one);
    return read.success ? [read.output] : [];
  });
}

/**
 * The steps, by the time at which each began: at most 300, of those that began `from` (ms) or later.
 * What waited is found from what ran afterwards, so `ran` may reach beyond the steps that are wanted.
 */
export function loopSteps(ran: readonly Ran[], from = 0, to = Infinity): LoopStep[] {
  const ordered = ran.toSorted((a, b) => a.t - b.t);
  const used = loopQueues.filter((queue) => ordered.some((one) => one.queue === queue));
  return ordered
    .filter(({ t }) => t >= from && t <= to)
    .slice(0, MOST_STEPS)
    .map((step) => {
      const end = step.t + step.duration;
      const left = ordered.filter((one) => one !== step && one.asked <= end && one.t >= end);
      const waiting = used.map((queue) => ({
        queue,
        entries: left
          .filter((one) => one.queue === queue)
          .map(({ name, asked }) => ({ name, waited: end - asked })),
      }));
      return { ...step, waited: Math.max(0, step.t - step.asked), waiting };
    });
}
