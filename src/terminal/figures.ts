/** The few lines that show a run while it goes on: time left, newest values, states. */
import type { Chart, Lab } from '../../labs/kit/manifest.ts';
import { formatSeconds, formatValue } from '../run/format.ts';
import type { RunStore } from '../run/store.ts';
import type { Paint } from './style.ts';

const BAR = 24;

/**
 * @param duration of the scenario, in ms
 * @param columns of the terminal; no line is longer
 */
export function figureLines(
  lab: Lab,
  run: RunStore,
  duration: number,
  columns: number,
  paint: Paint,
): string[] {
  const width = Math.max(...lab.charts.map((chart) => chart.title.length), 0);
  const lines = [
    timeLine(run, duration),
    ...lab.charts.map((chart) => `${chart.title.padEnd(width)}  ${newest(chart, run)}`),
  ];
  return lines.map((line, index) => {
    const cut = line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
    return index === 0 ? paint('bold', cut) : cut;
  });
}

function timeLine(run: RunStore, duration: number): string {
  if (run.began === undefined) {
    const waiting = run.processes.filter((one) => one.state === 'starting').map((one) => one.name);
    return `Starting${waiting.length > 0 ? ` ${waiting.join(', ')}` : ''} …`;
  }
  const played = Math.min(run.view.now - run.began, duration);
  const full = Math.round((played / duration) * BAR);
  const bar = '━'.repeat(full) + '─'.repeat(BAR - full);
  return `${bar}  ${formatSeconds(duration - played)} left  ${run.parts.at(-1)?.label ?? ''}`;
}

function newest(chart: Chart, run: RunStore): string {
  if (chart.kind === 'band') return run.band(chart).at(-1)?.state ?? chart.initial;
  return chart.series
    .map(({ label, process, metric }) => {
      const value = run.view.samples(process, metric).at(-1)?.value;
      return `${label} ${value === undefined ? '–' : formatValue(value, chart.unit)}`;
    })
    .join(' · ');
}
