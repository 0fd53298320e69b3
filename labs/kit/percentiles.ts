/** Percentiles of a plain list of numbers, for windows of some hundred values. */

/** The value at `share` (0 to 1) of an ascending list, by the nearest rank; undefined for an empty one. */
export function percentile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
}

/** Durations in ms that ended within the last second. */
export class LastSecond {
  #entries: { at: number; value: number }[] = [];

  add(at: number, value: number): void {
    this.#entries.push({ at, value });
  }

  /** The values of the second before `now`, ascending. */
  values(now: number): number[] {
    this.#entries = this.#entries.filter((entry) => entry.at > now - 1000);
    return this.#entries.map((entry) => entry.value).sort((a, b) => a - b);
  }
}
