/** What a benchmark measured of one thing that stands by itself. Pure. */
import { quantile } from './compare.ts';

export interface Figure {
  name: string;
  unit: string;
  /** One value for each time that it was measured. */
  values: number[];
  /** The goal for the median; without one, the figure is only told. */
  atLeast?: number;
}

/** `99 (98 to 100)  score of home: at least 100, MISSED` */
export function figureLine(figure: Figure): string {
  const { name, unit, values, atLeast } = figure;
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => readable(quantile(values, share)));
  const bar =
    atLeast === undefined ? '' : `: at least ${String(atLeast)}, ${missed(figure) ? 'MISSED' : 'kept'}`;
  return `${[median, unit].join(' ').trim()} (${String(low)} to ${String(high)})  ${name}${bar}`;
}

/** Whether there is a goal and the median is below it, or nothing was measured. */
export function missed({ values, atLeast = -Infinity }: Figure): boolean {
  return values.length === 0 || values.some(Number.isNaN) || quantile(values, 0.5) < atLeast;
}

/** One digit behind the point where there is something to say below 100. */
const readable = (value: number): string =>
  String(value < 100 ? Number(value.toFixed(1)) : Math.round(value));
