/**
 * A chart's plot as SVG in a string, for a page that runs no script. It stretches to the box that
 * it is put in; colours and dashes come from classes (`tone-delay`, `dash-dashed`), axis labels and
 * the lines of the scenario's parts from the page around it.
 */
import type { BandChart, Chart, LineChart } from '../../labs/kit/manifest.ts';
import { decimate, steps, stretches, withoutLevels } from './decimate.ts';
import { finding } from './finding.ts';
import { highest, scaleFor } from './scale.ts';
import type { RunStore } from './store.ts';

const WIDTH = 1000;
const HEIGHT = 200;
/** Of these, each may keep four points: enough for a plot of some 500 px, small in the page. */
const BUCKETS = 160;
/** Widths of a plot, in rem, from which on a span's name is shown; bands.css has a rule for each. */
const PLOT_WIDTHS = [8, 12, 16, 20, 24, 28, 32];
/** How wide a name is with its margins, in rem: generously, it must not be cut off. */
const nameWidth = (name: string) => name.length * 0.45 + 1;
/** Spans of a band that are drawn at most. */
const MOST_SPANS = 500;

export interface SvgOptions {
  /** Length of the time axis in ms, from the scenario's beginning. */
  duration: number;
}

/** A chart's plot, named for a screen reader by its title and its finding. */
export function chartSvg(chart: Chart, store: RunStore, options: SvgOptions): string {
  return chart.kind === 'band' ? bandChartSvg(chart, store, options) : lineChartSvg(chart, store, options);
}

function label(chart: Chart, store: RunStore): string {
  return `role="img" aria-label="${escapeText(`${chart.title}. ${finding(chart, store)}`)}"`;
}

function bandChartSvg(chart: BandChart, store: RunStore, { duration }: SvgOptions): string {
  const origin = store.began ?? 0;
  const all = store.band(chart);
  // Thousands of changes: a plot can't show more of them than it has px, and must be drawn in time.
  const steps = all.length > MOST_SPANS ? MOST_SPANS : 10_000;
  const percent = (ms: number) =>
    (Math.round((Math.min(duration, Math.max(0, ms)) / duration) * steps) * 100) / steps;
  const spans = all.map(({ state, tone, from, to }) => {
    const x = percent(from - origin);
    const width = percent(to - origin) - x;
    if (width <= 0) return '';
    // A span too narrow for its name is told by its colour here, by its name in the table.
    const wide = PLOT_WIDTHS.find((rem) => nameWidth(state) <= (rem * width) / 100);
    const name =
      wide === undefined
        ? ''
        : `<text class="from-${String(wide)}" x="8" y="50%" dominant-baseline="central">${escapeText(state)}</text>`;
    return `<svg class="span tone-${tone}" x="${String(x)}%" width="${width.toFixed(2)}%"><rect width="100%" height="100%"/>${name}</svg>`;
  });
  return `<svg ${label(chart, store)}>${spans.join('')}</svg>`;
}

function lineChartSvg(chart: LineChart, store: RunStore, { duration }: SvgOptions): string {
  const origin = store.began ?? 0;
  const scale = scaleFor(highest(chart, [store]), chart.atLeast);
  const y = (value: number) => Math.round(HEIGHT - (Math.max(0, value) / scale.max) * HEIGHT);
  const lines = chart.series.map(({ process, metric, tone, dash, holds }) => {
    const series = store.series(process, metric);
    const drawn = decimate(series, origin, origin + duration, BUCKETS, origin, chart.silenceMs);
    const path = stretches(holds ? steps(drawn) : drawn).map((stretch) => {
      const points = stretch.map((point) => ({ x: Math.round((point.x / duration) * WIDTH), y: y(point.y) }));
      // A single reading is a line of no length, which its round ends make a dot.
      const [first, ...rest] = withoutLevels(points).map((point) => `${String(point.x)},${String(point.y)}`);
      return `M${first ?? ''}L${rest.length === 0 ? (first ?? '') : rest.join(' ')}`;
    });
    return path.length === 0
      ? ''
      : `<path class="line tone-${tone} dash-${dash ?? 'solid'}" d="${path.join('')}"/>`;
  });
  const grid = [scale.tick, 0].map((value) => {
    const at = String(y(value));
    return `<line class="grid" x1="0" x2="${String(WIDTH)}" y1="${at}" y2="${at}"/>`;
  });
  return (
    `<svg ${label(chart, store)} viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" preserveAspectRatio="none">` +
    `${grid.join('')}${lines.join('')}</svg>`
  );
}

/** Text that may stand in an attribute or an element. */
export function escapeText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
