/**
 * Chart.js, wrapped once: the lines of one chart on two canvases without axes of their own (labels, marks
 * and crosshair are the page's). Nothing moves by itself: each update draws what has changed.
 */
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset } from 'chart.js';
import type { LineChart, Series } from '../../../labs/kit/manifest.ts';
import { decimate, steps } from '../../run/decimate.ts';
import type { XY } from '../../run/decimate.ts';
import { highest, scaleFor } from '../../run/scale.ts';
import { firstAfter } from '../../run/series.ts';
import type { SeriesData } from '../../run/series.ts';
import type { RunStore } from '../../run/store.ts';
import type { Palette } from './palette.ts';

Chart.register(LinearScale, LineController, LineElement, PointElement);

export interface LinePlotHandle {
  /** `duration`: ms that the time axis covers. */
  update: (run: RunStore | undefined, recording: RunStore | undefined, duration: number) => void;
  recolour: (palette: Palette) => void;
  destroy: () => void;
}

/** Px of the plot that one bucket of points covers: finer than that can't be seen. */
const PX_PER_BUCKET = 1.5;
const DASHES = { solid: [], dashed: [6, 4], dotted: [2, 3] };
const RECORDING_DASH = [3, 3];

/** A single reading between two breaks is a line of no length, which a canvas does not draw: one of a px becomes a dot. */
function withDots(points: XY[], msPerPx: number): XY[] {
  const isBreak = (point: XY | undefined) => point === undefined || Number.isNaN(point.y);
  return points.flatMap((point, i) =>
    !isBreak(point) && isBreak(points[i - 1]) && isBreak(points[i + 1])
      ? [point, { x: point.x + msPerPx, y: point.y }]
      : [point],
  );
}

/** What one canvas shows: on the still one what a run is compared with, and over it the run that grows. */
interface Layer {
  plot: Chart<'line', XY[]>;
  /** What it was drawn from, in a text: as long as that is the same, so is the picture. */
  drawn: string;
}

/** @param canvases of one size, the run's lying over the still one */
export function createLinePlot(
  canvases: { still: HTMLCanvasElement; run: HTMLCanvasElement },
  chart: LineChart,
  palette: Palette,
): LinePlotHandle {
  let colours = palette;
  let tick = 1;
  const numbers = new WeakMap<RunStore, number>();
  let known = 0;

  const stroke = (width: number, dash: readonly number[]) => ({
    borderWidth: width * colours.stroke,
    borderDash: dash.map((length) => length * colours.stroke),
  });
  const lookOf = {
    run: ({ tone, dash }: Series) => ({
      borderColor: colours.tones[tone],
      ...stroke(2, DASHES[dash ?? 'solid']),
    }),
    still: () => ({ borderColor: colours.recording, ...stroke(1, RECORDING_DASH) }),
  };

  const layer = (name: 'still' | 'run'): Layer => ({
    drawn: '',
    plot: new Chart<'line', XY[]>(canvases[name], {
      type: 'line',
      data: {
        datasets: chart.series.map((series): ChartDataset<'line', XY[]> => ({
          data: [],
          ...lookOf[name](series),
        })),
      },
      options: {
        animation: false,
        events: [],
        maintainAspectRatio: false,
        normalized: true,
        parsing: false,
        // A line at the edge of the plot keeps its whole width.
        clip: 2,
        layout: { padding: 0, autoPadding: false },
        elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round', borderCapStyle: 'round' } },
        scales: {
          x: { type: 'linear', min: 0, max: 1, display: false },
          y: {
            type: 'linear',
            min: 0,
            max: 1,
            display: name === 'still',
            border: { display: false },
            grid: { color: colours.grid, drawTicks: false, lineWidth: 1 },
            ticks: { display: false, padding: 0 },
            afterBuildTicks: (axis) => (axis.ticks = [{ value: 0 }, { value: tick }]),
          },
        },
      },
    }),
  });
  const layers = { still: layer('still'), run: layer('run') };

  /** Tells one store from another in a text. */
  const numberOf = (store: RunStore): number => {
    const number = numbers.get(store) ?? (known += 1);
    numbers.set(store, number);
    return number;
  };

  function draw(shown: Layer, store: RunStore | undefined, duration: number, max: number): void {
    const { plot } = shown;
    const buckets = Math.max(50, Math.round(plot.width / PX_PER_BUCKET));
    const began = store?.began;
    const lines =
      store && began !== undefined
        ? chart.series.map(({ process, metric }) => upTo(store.series(process, metric), began + duration))
        : [];
    const from = [
      store && numberOf(store),
      buckets,
      duration,
      max,
      ...lines.map(({ times }) => times.length),
    ];
    if (from.join(' ') === shown.drawn) return;
    shown.drawn = from.join(' ');
    const { x, y } = plot.options.scales ?? {};
    if (x) x.max = duration;
    if (y) y.max = max;
    for (const [i, { holds }] of chart.series.entries()) {
      const dataset = plot.data.datasets[i];
      const series = lines[i];
      if (!dataset) continue;
      if (!series || began === undefined) {
        dataset.data = [];
        continue;
      }
      const line = decimate(series, began, began + duration, buckets, began, chart.silenceMs);
      dataset.data = withDots(holds ? steps(line) : line, duration / plot.width);
    }
    plot.update('none');
  }

  return {
    update(run, recording, duration) {
      const scale = scaleFor(highest(chart, [run, recording]), chart.atLeast);
      tick = scale.tick;
      draw(layers.still, recording, duration, scale.max);
      draw(layers.run, run, duration, scale.max);
    },
    recolour(next) {
      colours = next;
      for (const name of ['still', 'run'] as const) {
        const { plot } = layers[name];
        for (const [i, series] of chart.series.entries()) {
          Object.assign(plot.data.datasets[i] ?? {}, lookOf[name](series));
        }
        const grid = plot.options.scales?.y?.grid;
        if (grid) grid.color = colours.grid;
        plot.update('none');
      }
    },
    destroy() {
      layers.still.plot.destroy();
      layers.run.plot.destroy();
    },
  };
}

/** The part of a series that a plot shows: what is after the end of its axis changes nothing. */
function upTo({ times, values }: SeriesData, to: number): SeriesData {
  const end = firstAfter(times.length, (i) => times[i] ?? 0, to);
  return { times: times.subarray(0, end), values: values.subarray(0, end) };
}
