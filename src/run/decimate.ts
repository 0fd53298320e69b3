import { firstAfter, firstFrom } from './series.ts';
import type { SeriesData } from './series.ts';

export interface XY {
  x: number;
  /** NaN where the line breaks: nothing was measured there. */
  y: number;
}

/** Ms without a reading that a line goes on over: more than a blocked loop is silent for, less than a pause. */
const MAX_SILENCE = 4000;

/**
 * At most `4 × buckets` points that draw the same line: of each bucket its first, least, greatest
 * and last point stay, so that no peak is lost however narrow it is. `x` is the time less `origin`.
 */
export function decimate(
  series: SeriesData,
  from: number,
  to: number,
  buckets: number,
  origin = 0,
  silenceMs = MAX_SILENCE,
): XY[] {
  return withBreaks(thinned(series, from, to, buckets, origin), silenceMs);
}

function withBreaks(points: readonly XY[], silenceMs: number): XY[] {
  return points.flatMap((point, i) => {
    const silence = point.x - (points[i - 1]?.x ?? point.x);
    return silence > silenceMs ? [{ x: point.x - silence / 2, y: NaN }, point] : [point];
  });
}

function thinned(series: SeriesData, from: number, to: number, buckets: number, origin: number): XY[] {
  const { times, values } = series;
  const timeAt = (index: number) => times[index] ?? 0;
  const begin = firstFrom(times.length, timeAt, from);
  const end = firstAfter(times.length, timeAt, to);
  const points: XY[] = [];
  const keep = (index: number) => points.push({ x: timeAt(index) - origin, y: values[index] ?? 0 });

  if (end - begin <= buckets * 2) {
    for (let i = begin; i < end; i += 1) keep(i);
    return points;
  }
  const width = (to - from) / buckets;
  let i = begin;
  while (i < end) {
    const bucket = Math.floor((timeAt(i) - from) / width);
    const first = i;
    let least = i;
    let greatest = i;
    for (; i < end && Math.floor((timeAt(i) - from) / width) === bucket; i += 1) {
      if ((values[i] ?? 0) < (values[least] ?? 0)) least = i;
      if ((values[i] ?? 0) > (values[greatest] ?? 0)) greatest = i;
    }
    const kept = new Set([first, Math.min(least, greatest), Math.max(least, greatest), i - 1]);
    for (const index of [...kept].sort((a, b) => a - b)) keep(index);
  }
  return points;
}

/** The same line in steps: each value holds until the next. */
export function steps(points: readonly XY[]): XY[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before && !Number.isNaN(before.y) && !Number.isNaN(point.y)
      ? [{ x: point.x, y: before.y }, point]
      : [point];
  });
}

/** The stretches of a line between its breaks. */
export function stretches(points: readonly XY[]): XY[][] {
  const found: XY[][] = [[]];
  for (const point of points) {
    if (Number.isNaN(point.y)) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((stretch) => stretch.length > 0);
}

/** The same line without the points in the middle of a level stretch. */
export function withoutLevels(points: readonly XY[]): XY[] {
  return points.filter(
    (point, i) =>
      i === 0 || i === points.length - 1 || points[i - 1]?.y !== point.y || points[i + 1]?.y !== point.y,
  );
}
