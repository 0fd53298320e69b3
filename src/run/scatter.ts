/** What a scatter shows: its axis, and in words how far its points are from the rule. Pure. */
import type { ScatterPanel, ScatterPoint } from '../../labs/kit/panels.ts';
import { formatValue } from './format.ts';
import { roundScale } from './scale.ts';
import type { RoundScale } from './scale.ts';

/** An axis for all these points and the claim: the end of both axes, so that the rule is the diagonal. */
export function scatterScale(points: readonly ScatterPoint[], claim = 0): RoundScale {
  return roundScale(Math.max(claim, 0, ...points.flatMap(({ x, y }) => [x, y]).filter(Number.isFinite)));
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
