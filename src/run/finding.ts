/** What a chart shows, in one sentence computed from its data. Times count from the scenario's beginning. */
import type { BandChart, Chart, LineChart, Series } from '../../labs/kit/manifest.ts';
import { formatSeconds, formatValue } from './format.ts';
import { firstFrom } from './series.ts';
import type { SeriesData } from './series.ts';
import type { RunStore } from './store.ts';

/** A series that stays under this share of the chart's peak is the other half of the finding. */
const MUCH_LOWER = 0.35;

export function finding(chart: Chart, store: RunStore): string {
  return chart.kind === 'band' ? bandFinding(chart, store) : lineFinding(chart, store);
}

interface Shape {
  series: Series;
  peak: number;
  peakAt: number;
  /** The median: where the series is about as often as not. */
  typical: number;
}

/** Of what was measured from `began` on: a program's own start is not the experiment's. */
function shapeOf(series: Series, all: SeriesData, began: number): Shape | undefined {
  const first = firstFrom(all.times.length, (i) => all.times[i] ?? 0, began);
  const [times, values] = [all.times.subarray(first), all.values.subarray(first)];
  if (values.length === 0) return undefined;
  let at = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[at] ?? 0)) at = i;
  const sorted = Float64Array.from(values).sort();
  return {
    series,
    peak: values[at] ?? 0,
    peakAt: times[at] ?? 0,
    typical: sorted[(sorted.length - 1) >> 1] ?? 0,
  };
}

function lineFinding(chart: LineChart, store: RunStore): string {
  const shapes = chart.series
    .map((series) => shapeOf(series, store.series(series.process, series.metric), store.began ?? 0))
    .filter((shape) => shape !== undefined)
    .sort((a, b) => b.peak - a.peak);
  const [main, ...others] = shapes;
  if (!main) return 'Nothing was measured.';
  const value = (number: number) => formatValue(number, chart.unit);
  const who = chart.series.length > 1 ? `${main.series.label} ` : '';
  if (main.peak === 0) return `Stays at ${value(0)}.`;
  const at = formatSeconds(main.peakAt - (store.began ?? 0));
  const clauses = [`${who}peaks at ${value(main.peak)} at ${at}, typically ${value(main.typical)}`];
  const low = others.filter((other) => other.peak < main.peak * MUCH_LOWER).at(-1);
  if (low) clauses.push(`${low.series.label} never above ${value(low.peak)}`);
  return sentence(clauses);
}

function bandFinding(chart: BandChart, store: RunStore): string {
  const spans = store.band(chart);
  const states = [...new Set(chart.states.map(({ state }) => state))].filter(
    (state) => state !== chart.initial,
  );
  const clauses = states.flatMap((state) => {
    const held = spans.filter((span) => span.state === state);
    const [first] = held;
    if (!first) return [];
    const times = held.length === 1 ? 'once' : `${String(held.length)} times`;
    const total = held.reduce((sum, span) => sum + span.to - span.from, 0);
    const at = formatSeconds(Math.max(0, first.from - (store.began ?? 0)));
    return [`${state} ${times}, first at ${at}, ${formatSeconds(total)} in all`];
  });
  if (clauses.length === 0) return `Stays ${chart.initial}.`;
  return sentence(clauses);
}

function sentence(clauses: readonly string[]): string {
  const text = clauses.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
