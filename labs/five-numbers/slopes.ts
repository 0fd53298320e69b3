/** How fast numbers rise, and how sure that is. */
import { NUMBERS, type NumberName, type Reading } from './reading.ts';

/** What a program takes when it starts is no leak: readings before this do not count. */
export const WARM_UP_SECONDS = 4;
const LEAST_READINGS = 8;
/** Residuals that follow each other more closely than this would leave nothing of the readings. */
const MOST_CORRELATED = 0.95;

/** In MB/s. `error` is the standard error: the true slope is within twice that about 19 times out of 20. */
export interface Slope {
  perSecond: number;
  error: number;
}
export type Slopes = Record<NumberName, Slope>;

// #region slope
/** The straight line that lies closest to the points (least squares), and how far it may be off. */
export function slope(points: readonly { x: number; y: number }[]): Slope {
  const middleX = mean(points.map(({ x }) => x));
  const middleY = mean(points.map(({ y }) => y));
  const spread = sum(points.map(({ x }) => (x - middleX) ** 2));
  const perSecond = sum(points.map(({ x, y }) => (x - middleX) * (y - middleY))) / spread;

  // What the line leaves over.
  const rest = points.map(({ x, y }) => y - middleY - perSecond * (x - middleX));
  const squares = sum(rest.map((r) => r * r));
  const error = Math.sqrt(squares / (points.length - 2) / spread);
  return { perSecond, error: error * widening(rest, squares) };
}

/**
 * Fifty readings of a sawtooth are not fifty witnesses: each says nearly what the one before it said.
 * The more alike neighbours are (`alike`, 0 to 1), the fewer they count for, and the wider the error.
 */
function widening(rest: readonly number[], squares: number): number {
  if (squares === 0) return 1;
  const products = sum(rest.slice(1).map((r, i) => r * (rest[i] ?? 0)));
  const alike = Math.min(MOST_CORRELATED, Math.max(0, products / squares));
  return Math.sqrt((1 + alike) / (1 - alike));
}
// #endregion

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** The slopes of the five numbers since the warm-up; undefined while there are too few readings. */
export function slopesOf(readings: readonly Reading[]): Slopes | undefined {
  const counted = readings.filter(({ seconds }) => seconds >= WARM_UP_SECONDS);
  if (counted.length < LEAST_READINGS) return undefined;
  const of = (name: NumberName): Slope => slope(counted.map((one) => ({ x: one.seconds, y: one[name] })));
  return Object.fromEntries(NUMBERS.map((name) => [name, of(name)])) as Slopes;
}
