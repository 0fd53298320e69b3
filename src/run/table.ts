import type { Chart } from '../../labs/kit/manifest.ts';
import { formatNumber } from './format.ts';
import { firstFrom } from './series.ts';
import type { SeriesData } from './series.ts';
import type { RunStore } from './store.ts';

export interface DataTable {
  /** What the figures are: `highest in each second, ms`. */
  caption: string;
  columns: string[];
  /** One row a second: the second, then a cell for each further column; `–` where nothing was measured. */
  rows: string[][];
}

const SECOND = 1000;
const NOTHING = '–';
/** A run takes an hour at most; a clock that jumped must not ask for a million rows. */
const MOST_ROWS = 3600;

/** A chart's data as a table. Seconds count from the scenario's beginning. */
export function table(chart: Chart, store: RunStore): DataTable {
  const origin = store.began ?? 0;
  const seconds = Math.min(MOST_ROWS, Math.max(0, Math.ceil((store.view.now - origin) / SECOND)));
  const at = (cells: (from: number, to: number) => string[]) =>
    Array.from({ length: seconds }, (_, second) => [
      String(second),
      ...cells(origin + second * SECOND, origin + (second + 1) * SECOND),
    ]);

  if (chart.kind === 'band') {
    const spans = store.band(chart);
    return {
      caption: `${chart.title}, at the beginning of each second`,
      columns: ['Second', 'State'],
      rows: at((from) => [spans.find((span) => span.from <= from && span.to > from)?.state ?? NOTHING]),
    };
  }
  const data = chart.series.map(({ process, metric }) => store.series(process, metric));
  return {
    caption: `${chart.title}, highest in each second${chart.unit === '' ? '' : `, ${chart.unit}`}`,
    columns: ['Second', ...chart.series.map(({ label }) => label)],
    rows: at((from, to) => data.map((series) => highestBetween(series, from, to))),
  };
}

function highestBetween({ times, values }: SeriesData, from: number, to: number): string {
  const timeAt = (index: number) => times[index] ?? 0;
  const begin = firstFrom(times.length, timeAt, from);
  const end = firstFrom(times.length, timeAt, to);
  if (begin === end) return NOTHING;
  return formatNumber(values.subarray(begin, end).reduce((top, value) => Math.max(top, value), -Infinity));
}
