/** Axes: what stands at their ends and marks. Pure, shared by the static charts and the live ones. */
import type { LineChart } from '../../labs/kit/manifest.ts';
import type { RunStore } from './store.ts';

export interface Scale {
  /** The top of the axis; its bottom is 0. */
  max: number;
  /** The one value that is marked besides 0. */
  tick: number;
}

/** The greatest 1, 2, 4 or 5 times a power of ten that is not over `value`. */
export function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 4, 2, 1].find((times) => (times * power) / 1.000001 <= value) ?? 1;
  return step * power;
}

/** The axis of a chart that has to hold `highest`, with some air above it. */
export function scaleFor(highest: number, atLeast = 0): Scale {
  const top = Math.max(highest, atLeast);
  if (!(top > 0)) return { max: 1, tick: 1 };
  return { max: Math.min(top * 1.08, Number.MAX_VALUE), tick: niceBelow(top) };
}

export interface RoundScale {
  /** The end of the axis, which begins at 0. */
  max: number;
  /** Round values, 0 first, none past the end. */
  ticks: number[];
}

/** An axis with up to five round values besides 0, and some air at its end. */
export function roundScale(top: number): RoundScale {
  if (!(top > 0)) return { max: 1, ticks: [0, 1] };
  const max = Math.min(top * 1.06, Number.MAX_VALUE);
  const power = 10 ** Math.floor(Math.log10(top));
  const step = [0.1, 0.2, 0.5, 1, 2].map((times) => times * power).find((size) => top / size <= 5) ?? power;
  return { max, ticks: Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step) };
}

/** The highest value of a chart's series since the scenario began, over all runs that are drawn on one axis. */
export function highest(chart: LineChart, stores: readonly (RunStore | undefined)[]): number {
  let top = 0;
  for (const store of stores) {
    for (const { process, metric } of chart.series) {
      if (store?.began !== undefined) top = Math.max(top, store.highest(process, metric, store.began));
    }
  }
  return top;
}

/** Round times for an axis of `duration` ms: about five, at whole seconds, 0 and never past the end. */
export function timeTicks(duration: number): number[] {
  const seconds = duration / 1000;
  const step = [1, 2, 4, 5, 10, 15, 20, 30, 60].find((candidate) => seconds / candidate <= 6) ?? 120;
  const ticks: number[] = [];
  for (let at = 0; at <= seconds; at += step) ticks.push(at * 1000);
  return ticks;
}
