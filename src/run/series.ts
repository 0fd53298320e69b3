/** Numbers over time in typed arrays that grow as they fill, up to a cap. */

/** A series ready to draw: `times[i]` in ms since the run began, rising, and `values[i]`. */
export interface SeriesData {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface Point {
  t: number;
  value: number;
}

export type Refusal = 'out-of-order' | 'not-finite' | 'full';

/** Points that one series keeps: 60 s at 100 samples a second is 6,000. */
export const MAX_POINTS = 100_000;

export const EMPTY_SERIES: SeriesData = { times: new Float64Array(0), values: new Float64Array(0) };

export interface GrowingSeries {
  readonly length: number;
  /** Adds a point, or says why it is left out. */
  push: (t: number, value: number) => Refusal | undefined;
  /** Views on the points so far; they stay as they are when more arrive. */
  data: () => SeriesData;
  /** The highest value at or after `from`, 0 if none is above it. Asked for the same `from` again, it reads only what is new. */
  highest: (from: number) => number;
  /** The points from `from` to `to`, both included. */
  points: (from?: number, to?: number) => readonly Point[];
}

export function createSeries(cap = MAX_POINTS): GrowingSeries {
  let times = new Float64Array(Math.min(256, cap));
  let values = new Float64Array(Math.min(256, cap));
  let length = 0;
  // Checks read points again and again while the run goes on: each is made once.
  const made: Point[] = [];
  let top = { from: NaN, value: 0, read: 0 };

  const grow = () => {
    const size = Math.min(cap, times.length * 2);
    const moreTimes = new Float64Array(size);
    const moreValues = new Float64Array(size);
    moreTimes.set(times);
    moreValues.set(values);
    times = moreTimes;
    values = moreValues;
  };

  return {
    get length() {
      return length;
    },
    push(t, value) {
      if (!Number.isFinite(t) || !Number.isFinite(value)) return 'not-finite';
      if (length > 0 && t < (times[length - 1] ?? 0)) return 'out-of-order';
      if (length === cap) return 'full';
      if (length === times.length) grow();
      times[length] = t;
      values[length] = value;
      length += 1;
      return undefined;
    },
    data: () => ({ times: times.subarray(0, length), values: values.subarray(0, length) }),
    highest(from) {
      if (top.from !== from) top = { from, value: 0, read: firstFrom(length, (i) => times[i] ?? 0, from) };
      for (; top.read < length; top.read += 1) top.value = Math.max(top.value, values[top.read] ?? 0);
      return top.value;
    },
    points(from = -Infinity, to = Infinity) {
      for (let i = made.length; i < length; i += 1) {
        made.push({ t: times[i] ?? 0, value: values[i] ?? 0 });
      }
      return made.slice(
        firstFrom(length, (i) => times[i] ?? 0, from),
        firstAfter(length, (i) => times[i] ?? 0, to),
      );
    },
  };
}

/** The first index whose time is at or after `t`, or `length`. Times must rise. */
export function firstFrom(length: number, timeAt: (index: number) => number, t: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(middle) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose time is after `t`, or `length`. Times must rise. */
export function firstAfter(length: number, timeAt: (index: number) => number, t: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(middle) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The newest value at or before `t`, or undefined before the first. */
export function valueAt(series: SeriesData, t: number): number | undefined {
  const after = firstAfter(series.times.length, (i) => series.times[i] ?? 0, t);
  return after === 0 ? undefined : series.values[after - 1];
}
