/** What a loop's picture says in words, and where things lie on its lane. Pure. */
import type { LoopQueue, LoopStep } from '../../labs/kit/loop.ts';

/** Ms, as exact as they are worth: to a hundredth below 100 ms, in whole ones above. */
export function exactMs(ms: number): string {
  return `${ms < 100 ? ms.toFixed(2) : String(Math.round(ms))} ms`;
}

const places: Partial<Record<LoopQueue, string>> = {
  main: 'in the main module',
  now: 'at once, in the callback that called it',
  nextTick: 'from the nextTick queue',
  microtasks: 'from the microtask queue',
};

/** Where a step ran: in its phase, and which queue it came from if that is another. */
export function placeOf({ phase, queue }: LoopStep): string {
  const named = places[queue];
  if (queue === 'main') return 'in the main module';
  return named === undefined ? `in ${phase}` : `${named}${phase === 'main' ? '' : `, in ${phase}`}`;
}

/** One step as a sentence; times are from the first step's beginning (`origin`, ms). */
export function stepSentence(step: LoopStep, origin: number): string {
  const waited = step.waited > 0 && step.queue !== 'main' ? `waited ${exactMs(step.waited)}, ` : '';
  return `${step.name}: at ${exactMs(step.t - origin)}, ${placeOf(step)}; ${waited}ran ${exactMs(step.duration)}`;
}

export interface Lane {
  /** Ms that the lane reaches over, from the first step's beginning. */
  span: number;
  /** For each step, in shares of the span (0 to 1). */
  bars: { from: number; to: number }[];
  /** A line for each step that waited: from when to when, and in which row, the lowest is 0. */
  waits: { step: number; from: number; to: number; row: number }[];
  rows: number;
}

/** Ms below which a wait is not drawn: a load generator looks every 2 ms for what is due. */
const WORTH_SHOWING = 4;

/** Steps to the scale of time. Waits that overlap lie in rows above one another. */
export function laneOf(steps: readonly LoopStep[]): Lane {
  const origin = steps[0]?.t ?? 0;
  const end = Math.max(0, ...steps.map(({ t, duration }) => t + duration - origin));
  const span = end > 0 ? end : 1;
  const share = (t: number) => Math.min(1, Math.max(0, (t - origin) / span));
  const busyUntil: number[] = [];
  const waits: Lane['waits'] = [];
  const waiting = steps
    .map((step, index) => ({ step, index }))
    .filter(({ step }) => step.waited > WORTH_SHOWING)
    .sort((a, b) => a.step.asked - b.step.asked);
  for (const { step, index } of waiting) {
    const free = busyUntil.findIndex((until) => until <= step.asked);
    const row = free === -1 ? busyUntil.length : free;
    busyUntil[row] = step.t;
    waits.push({ step: index, from: share(step.asked), to: share(step.t), row });
  }
  return {
    span,
    bars: steps.map(({ t, duration }) => ({ from: share(t), to: share(t + duration) })),
    waits,
    rows: busyUntil.length,
  };
}

/** How much slower than it was a lane can be played, or how long each of its steps is shown, in ms. */
export const speeds = {
  time: [
    { value: 10, label: '10 times slower' },
    { value: 40, label: '40 times slower' },
    { value: 200, label: '200 times slower' },
  ],
  order: [
    { value: 500, label: '2 steps a second' },
    { value: 1000, label: 'a step a second' },
    { value: 2500, label: 'a step in 2.5 s' },
  ],
} as const;

const SHORTEST_SHOWN = 60;
const STILL = 1000;

/** Ms that a step is shown for while the lane is played. With reduced motion no step is shorter than a second. */
export function shownFor(
  steps: readonly LoopStep[],
  index: number,
  { lane, speed, reduced }: { lane: 'time' | 'order'; speed: number; reduced: boolean },
): number {
  const least = reduced ? STILL : SHORTEST_SHOWN;
  if (lane === 'order') return Math.max(least, speed);
  const [step, next] = [steps[index], steps[index + 1]];
  return step && next ? Math.max(least, (next.t - step.t) * speed) : least;
}
