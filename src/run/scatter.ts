/** What a scatter shows: its axis, and in words how far its points are from the rule. Pure. */
import type { ScatterPanel, ScatterPoint } from '../../labs/kit/panels.ts';
import { formatValue } from './format.ts';

export interface ScatterScale {
  /** The end of both axes, which begin at 0, so that the rule is the diagonal. */
  max: number;
  /** Round values, 0 first, none past the end. */
  ticks: number[];
}

/** An axis for all these points and the claim, with some air at its end. */
export function scatterScale(points: readonly ScatterPoint[], claim = 0): ScatterScale {
  const top = Math.max(claim, 0, ...points.flatMap(({ x, y }) => [x, y]).filter(Number.isFinite));
  if (top === 0) return { max: 1, ticks: [0, 1] };
  const max = Math.min(top * 1.06, Number.MAX_VALUE);
  const power = 10 ** Math.floor(Math.log10(top));
  const step = [0.1, 0.2, 0.5, 1, 2].map((times) => times * power).find((size) => top / size <= 5) ?? power;
  const ticks = Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step);
  return { max, ticks };
}

/** The share by which a point has to lie over a claim to count as over it. */
const OVER = 1.1;

/** `16 points, at most 3 ms from max(500, end of the block); 12 of them more than 10% over 500 ms.` */
export function scatterFinding(panel: ScatterPanel, points: readonly ScatterPoint[]): string {
  if (points.length === 0) return 'Nothing was measured yet.';
  const farthest = Math.max(...points.map(({ x, y }) => Math.abs(y - x)));
  const near = `${String(points.length)} measured, at most ${formatValue(farthest, panel.unit)} from ${panel.rule}`;
  if (!panel.claim) return `${near}.`;
  const { at } = panel.claim;
  const over = points.filter(({ y }) => y > at * OVER).length;
  return `${near}; ${String(over)} of them more than 10% over ${formatValue(at, panel.unit)}.`;
}
