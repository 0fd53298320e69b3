/** Percentiles of a plain list of numbers, for windows of some hundred values. */

/** The value at `share` (0 to 1) of an ascending list, by the nearest rank; undefined for an empty one. */
export function percentile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
}

/** Durations in ms that ended within the last second. */
export class LastSecond {
  /** Ascending, and what ended at each: two lists of plain numbers, for a busy server ends thousands a second. */
  readonly #ends: number[] = [];
  readonly #values: number[] = [];

  /** @param at in ms, never before the last one's */
  add(at: number, value: number): void {
    this.#ends.push(at);
    this.#values.push(value);
  }

  /** The values of the second before `now`, ascending. */
  values(now: number): number[] {
    const first = this.#ends.findIndex((at) => at > now - 1000);
    const over = first < 0 ? this.#ends.length : first;
    this.#ends.splice(0, over);
    this.#values.splice(0, over);
    return Array.from(Float64Array.from(this.#values).sort());
  }
}
