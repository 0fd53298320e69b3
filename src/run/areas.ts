/** What stacked areas show: their axes, their outlines, and in words. Pure. */
import type { AreasPanel, AreasScene } from '../../labs/kit/panels.ts';
import { formatNumber } from './format.ts';
import { roundScale } from './scale.ts';
import type { RoundScale } from './scale.ts';

type AreasPoint = AreasScene['points'][number];

/** Enough for a picture of some 200 px; small in the page. */
const MOST_POINTS = 40;

/** One pair of axes for all pictures, so that they can be compared. */
export function areasScales(scenes: readonly AreasScene[]): { across: RoundScale; up: RoundScale } {
  const points = scenes.flatMap(({ points }) => points);
  const tops = points.map(({ whole, parts }) => Math.max(whole, sum(parts)));
  return {
    across: roundScale(Math.max(0, ...points.map(({ x }) => x))),
    up: roundScale(Math.max(0, ...tops)),
  };
}

/** At most `MOST_POINTS` of them, evenly spread, with the first and the last. */
export function thinned(points: readonly AreasPoint[]): AreasPoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}

/** The lower and the upper edge of a layer over the points, in the panel's unit. */
export function edges(points: readonly AreasPoint[], layer: number): { low: number; high: number }[] {
  return points.map(({ parts }) => ({
    low: sum(parts.slice(0, layer)),
    high: sum(parts.slice(0, layer + 1)),
  }));
}

/** `--leak-buffers: rss from 84 to 140 MB, most of it arrayBuffers (+53)`: what one picture shows. */
export function areaFinding(panel: AreasPanel, { name, points }: AreasScene): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${name}: nothing was measured yet`;
  const grown = panel.layers.map(({ label }, i) => ({
    label,
    by: (last.parts[i] ?? 0) - (first.parts[i] ?? 0),
  }));
  const [most] = grown.toSorted((a, b) => b.by - a.by);
  const what = most && most.by > 0 ? `, most of it ${most.label} (+${formatNumber(most.by)})` : '';
  const from = `${formatNumber(first.whole)} to ${formatNumber(last.whole)} ${panel.unit}`;
  return `${name}: ${panel.whole} from ${from}${what}`;
}

/** What the picture shows whose whole has grown the most. */
export function areasFinding(panel: AreasPanel, scenes: readonly AreasScene[]): string {
  const grown = ({ points }: AreasScene): number => (points.at(-1)?.whole ?? 0) - (points[0]?.whole ?? 0);
  const [most] = scenes
    .filter(({ points }) => points.length > 0)
    .toSorted((one, other) => grown(other) - grown(one));
  return most ? `The most in ${areaFinding(panel, most)}.` : 'Nothing was measured yet.';
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
