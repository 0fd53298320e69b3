/** The functions of PromQL over one series' range, or over the buckets of a histogram, as Prometheus computes them. */
import type { Range } from './store.ts';

type Samples = Range['samples'];

/** What a function makes of a range: undefined where it has too few samples. Times in ms. */
export type OverRange = (samples: Samples, from: number, to: number) => number | undefined;

const average = (values: readonly number[]): number => sum(values) / values.length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const same = (a: number, b: number | undefined): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** Values without those that are no number, or NaN where there is no other. */
export function numbersOf(values: readonly number[]): number[] {
  const numbers = values.filter((value) => !Number.isNaN(value));
  return numbers.length === 0 ? [NaN] : numbers;
}

const overValues =
  (compute: (values: readonly number[]) => number): OverRange =>
  (samples) =>
    samples.length === 0 ? undefined : compute(samples.map(({ value }) => value));

export const overRange: Readonly<Record<string, OverRange>> = {
  rate: (samples, from, to) => extrapolated(samples, from, to, { counter: true, perSecond: true }),
  increase: (samples, from, to) => extrapolated(samples, from, to, { counter: true, perSecond: false }),
  delta: (samples, from, to) => extrapolated(samples, from, to, { counter: false, perSecond: false }),
  max_over_time: overValues((values) => Math.max(...numbersOf(values))),
  min_over_time: overValues((values) => Math.min(...numbersOf(values))),
  avg_over_time: overValues(average),
  sum_over_time: overValues(sum),
  count_over_time: overValues((values) => values.length),
  last_over_time: overValues((values) => values.at(-1) ?? NaN),
  changes: overValues((values) => values.filter((value, i) => i > 0 && !same(value, values[i - 1])).length),
};

/**
 * The samples never stand on the borders of the range. So what they grew by is drawn out to the borders,
 * or by half of their distance where a border is farther away than they are from each other.
 */
function extrapolated(
  samples: Samples,
  from: number,
  to: number,
  { counter, perSecond }: { counter: boolean; perSecond: boolean },
): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || samples.length < 2) return undefined;
  let grown = last.value - first.value;
  if (counter) {
    // A counter that fell began again at 0.
    samples.forEach(({ value }, i) => {
      const before = samples[i - 1]?.value ?? 0;
      if (value < before) grown += before;
    });
  }
  const sampled = last.t - first.t;
  const between = sampled / (samples.length - 1);
  let toStart = first.t - from;
  const toEnd = to - last.t;
  // It was never below 0, so it can't be drawn out to before that.
  if (counter && grown > 0 && first.value >= 0) toStart = Math.min(toStart, sampled * (first.value / grown));
  const reach = (distance: number): number => (distance < between * 1.1 ? distance : between / 2);
  const drawnOut = (grown * (sampled + reach(toStart) + reach(toEnd))) / sampled;
  return perSecond ? drawnOut / ((to - from) / 1000) : drawnOut;
}

export interface Bucket {
  /** Its upper bound. */
  le: number;
  /** How many were at most that: the buckets are cumulative. */
  count: number;
}

/** A quantile of a histogram: within a bucket its values are taken as spread evenly. */
export function histogramQuantile(quantile: number, buckets: readonly Bucket[]): number {
  if (Number.isNaN(quantile)) return NaN;
  if (quantile < 0) return -Infinity;
  if (quantile > 1) return Infinity;
  const sorted = [...buckets].sort((a, b) => a.le - b.le);
  let highest = 0;
  // Rates of buckets are computed one by one, and may differ in their last digits.
  const rising = sorted.map(({ le, count }) => ({ le, count: (highest = Math.max(highest, count)) }));
  const top = rising.at(-1);
  if (top?.le !== Infinity || rising.length < 2 || top.count === 0) return NaN;
  const rank = quantile * top.count;
  const index = rising.slice(0, -1).findIndex(({ count }) => count >= rank);
  const [bucket, below] = [rising[index], rising[index - 1]];
  // Above all bounds: nothing more is known than the highest bound.
  if (!bucket) return rising.at(-2)?.le ?? NaN;
  if (!below && bucket.le <= 0) return bucket.le;
  const [start, under] = [below?.le ?? 0, below?.count ?? 0];
  return start + (bucket.le - start) * ((rank - under) / (bucket.count - under));
}
