/** How two things are compared on a machine that is never quiet: in turns, as a ratio. Pure. */

/** `a b b a a b b a …`: what drifts in one direction is shared by both. */
export function turns(pairs: number): ('a' | 'b')[] {
  return Array.from({ length: pairs }, (_, i) =>
    i % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const),
  ).flat();
}

export interface Ratio {
  /** Of the ratios of the pairs: the one in the middle, and the quartiles on both sides of it. */
  median: number;
  low: number;
  high: number;
  /** The medians of what was measured. */
  a: number;
  b: number;
}

/** Compares b with a, pair by pair: the n-th of both were measured one after the other. */
export function ratio(a: readonly number[], b: readonly number[]): Ratio {
  const ratios = a.map((value, i) => (b[i] ?? NaN) / value);
  return {
    median: quantile(ratios, 0.5),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
    a: quantile(a, 0.5),
    b: quantile(b, 0.5),
  };
}

/** Linear between neighbours; NaN where there is no value. */
export function quantile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const at = (ascending.length - 1) * share;
  const [below, above] = [ascending[Math.floor(at)] ?? NaN, ascending[Math.ceil(at)] ?? NaN];
  return below + (above - below) * (at - Math.floor(at));
}
