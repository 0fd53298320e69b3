/** The dashboard for Grafana, built by Grafana's own builders: `node labs/watch-it/grafana/build.ts` writes circuit.json. */
import { writeFileSync } from 'node:fs';
import {
  DashboardBuilder,
  DashboardCursorSync,
  MappingType,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { panels, type DashboardPanel } from '../dashboard.ts';

const UNITS: Record<DashboardPanel['unit'], string> = {
  state: 'none',
  events: 'none',
  ms: 'ms',
  '/s': 'reqps',
  '%': 'percent',
  bytes: 'bytes',
  cores: 'none',
};
const ROWS = [
  { title: 'Circuit breaker', panels: ['state', 'events', 'alerts'] },
  { title: 'Performance', panels: ['response', 'requests', 'errors', 'backend', 'http', 'in-flight'] },
  { title: 'Event loop', panels: ['lag', 'correlation'] },
  { title: 'Processes', panels: ['memory', 'cpu', 'up'] },
];
const SOURCE = { type: 'prometheus', uid: 'prometheus' };

function queries({ queries: all }: DashboardPanel): DataqueryBuilder[] {
  return all.map(({ legend, expr }, i) =>
    new DataqueryBuilder()
      .refId(String.fromCharCode(65 + i))
      .expr(expr)
      .legendFormat(legend),
  );
}

function stateTimeline(panel: DashboardPanel): StateTimeline {
  const states = { closed: 'green', 'half-open': 'orange', open: 'red' };
  const options = Object.entries(states).map(([text, color], index) => [
    String(index),
    { text, color, index },
  ]);
  return new StateTimeline()
    .title(panel.title)
    .datasource(SOURCE)
    .targets(queries(panel))
    .mappings([{ type: MappingType.ValueToText, options: Object.fromEntries(options) as never }])
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: 'green' },
        { value: 1, color: 'orange' },
        { value: 2, color: 'red' },
      ]),
    );
}

function timeSeries(panel: DashboardPanel): TimeSeries {
  const builder = new TimeSeries()
    .title(panel.title)
    .datasource(SOURCE)
    .unit(UNITS[panel.unit])
    .min(0)
    .targets(queries(panel));
  for (const { legend } of panel.queries.filter(({ right }) => right)) {
    builder.overrideByName(legend, [
      { id: 'custom.axisPlacement', value: 'right' },
      { id: 'unit', value: 'none' },
    ]);
  }
  return builder;
}

/** The dashboard as Grafana reads it. */
export function dashboardJson(): string {
  // The classic model: every Grafana reads it from a file, the newer one only some.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const builder = new DashboardBuilder('Circuit breaker')
    .uid('under-load-circuit')
    .tags(['under-load'])
    .time({ from: 'now-5m', to: 'now' })
    .refresh('5s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair);
  for (const row of ROWS) {
    builder.withRow(new RowBuilder(row.title));
    for (const id of row.panels) {
      const panel = panels.find((one) => one.id === id);
      if (!panel) throw new Error(`dashboard.ts has no panel "${id}".`);
      builder.withPanel(
        (panel.unit === 'state' ? stateTimeline(panel) : timeSeries(panel)).height(8).span(8),
      );
    }
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(new URL('dashboards/circuit.json', import.meta.url), dashboardJson());
