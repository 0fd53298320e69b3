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

/** What a benchmark measured, twice. */
export interface Comparison {
  /** What was done. */
  name: string;
  /** Of what was measured: `µs`. */
  unit: string;
  /** One value for each turn; lower is better. */
  a: number[];
  b: number[];
  /** The most that b may be of a; without it, the ratio is only told. */
  atMost?: number;
}

/** `1.31 (1.22 to 1.38)  412 → 541 µs  a call by http.get: at most 1.5, kept` */
export function line({ name, unit, a, b, atMost }: Comparison): string {
  const found = ratio(a, b);
  const bar =
    atMost === undefined
      ? ''
      : `: at most ${String(atMost)}, ${found.median <= atMost ? 'kept' : 'EXCEEDED'}`;
  const spread = `(${found.low.toFixed(2)} to ${found.high.toFixed(2)})`;
  return `${found.median.toFixed(2)} ${spread}  ${found.a.toFixed(0)} → ${found.b.toFixed(0)} ${unit}  ${name}${bar}`;
}

/** Whether a bar was exceeded. */
export function exceeded({ a, b, atMost = Infinity }: Comparison): boolean {
  return !(ratio(a, b).median <= atMost);
}
