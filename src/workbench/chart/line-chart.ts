/**
 * Chart.js, wrapped once: the lines of one chart on a canvas without axes of its own (labels, marks
 * and crosshair are the page's). Nothing moves by itself: each update draws what is there.
 */
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset } from 'chart.js';
import type { LineChart, Series } from '../../../labs/kit/manifest.ts';
import { decimate, steps } from '../../run/decimate.ts';
import type { XY } from '../../run/decimate.ts';
import { highest, scaleFor } from '../../run/scale.ts';
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

export function createLinePlot(
  canvas: HTMLCanvasElement,
  chart: LineChart,
  palette: Palette,
): LinePlotHandle {
  let colours = palette;
  let tick = 1;
  let recordingDrawn: { store: RunStore; buckets: number; duration: number } | undefined;

  const stroke = (width: number, dash: readonly number[]) => ({
    borderWidth: width * colours.stroke,
    borderDash: dash.map((length) => length * colours.stroke),
  });
  const runLine = ({ tone, dash }: Series): ChartDataset<'line', XY[]> => ({
    data: [],
    borderColor: colours.tones[tone],
    ...stroke(2, DASHES[dash ?? 'solid']),
  });
  const recordedLine = (): ChartDataset<'line', XY[]> => ({
    data: [],
    borderColor: colours.recording,
    ...stroke(1, RECORDING_DASH),
  });
  const count = chart.series.length;
  // The first drawn is on top: runs before recordings.
  const datasets = [...chart.series.map(runLine), ...chart.series.map(recordedLine)];

  const plot = new Chart<'line', XY[]>(canvas, {
    type: 'line',
    data: { datasets },
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
          border: { display: false },
          grid: { color: colours.grid, drawTicks: false, lineWidth: 1 },
          ticks: { display: false, padding: 0 },
          afterBuildTicks: (axis) => (axis.ticks = [{ value: 0 }, { value: tick }]),
        },
      },
    },
  });

  return {
    update(run, recording, duration) {
      const scale = scaleFor(highest(chart, [run, recording]), chart.atLeast);
      tick = scale.tick;
      const { x, y } = plot.options.scales ?? {};
      if (x) x.max = duration;
      if (y) y.max = scale.max;
      const buckets = Math.max(50, Math.round(plot.width / PX_PER_BUCKET));
      const points = (store: RunStore | undefined, { process, metric, holds }: Series) => {
        if (store?.began === undefined) return [];
        const line = decimate(
          store.series(process, metric),
          store.began,
          store.began + duration,
          buckets,
          store.began,
          chart.silenceMs,
        );
        return withDots(holds ? steps(line) : line, duration / plot.width);
      };
      for (const [i, series] of chart.series.entries()) {
        const dataset = plot.data.datasets[i];
        if (dataset) dataset.data = points(run, series);
      }
      // The recording stays as it is: it is taken apart again only for another width or axis.
      const drawn = recordingDrawn;
      const same = drawn?.store === recording && drawn?.buckets === buckets && drawn.duration === duration;
      if (recording && !same) {
        recordingDrawn = { store: recording, buckets, duration };
        for (const [i, series] of chart.series.entries()) {
          const dataset = plot.data.datasets[count + i];
          if (dataset) dataset.data = points(recording, series);
        }
      }
      plot.update('none');
    },
    recolour(next) {
      colours = next;
      for (const [i, dataset] of plot.data.datasets.entries()) {
        const series = chart.series[i];
        dataset.borderColor = series ? colours.tones[series.tone] : colours.recording;
        Object.assign(
          dataset,
          series ? stroke(2, DASHES[series.dash ?? 'solid']) : stroke(1, RECORDING_DASH),
        );
      }
      const grid = plot.options.scales?.y?.grid;
      if (grid) grid.color = colours.grid;
      plot.update('none');
    },
    destroy() {
      plot.destroy();
    },
  };
}
