import { useComputed } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { LineChart, Series } from '../../../labs/kit/manifest.ts';
import { formatValue } from '../../run/format.ts';
import { highest, scaleFor } from '../../run/scale.ts';
import { valueAt } from '../../run/series.ts';
import type { RunStore } from '../../run/store.ts';
import { chartSvg } from '../../run/svg.ts';
import type { Session } from '../state/session.ts';
import { Coded } from './Coded.tsx';
import { DataDisclosure, useFinding } from './DataDisclosure.tsx';
import { Live } from './slots.ts';
import { follow } from '../state/follow.ts';
import { useReadably } from '../state/slowly.ts';

export function LineRow({ chart, session }: { chart: LineChart; session: Session }) {
  const live = useContext(Live);
  const found = useFinding(chart, session);
  return (
    <div class="wb-row is-lines">
      <div class="wb-legend">
        <h3>
          <Coded text={chart.title} />
        </h3>
        <Legend chart={chart} session={session} />
      </div>
      <ValueAxis chart={chart} session={session} />
      {live ? (
        <div class="wb-plot" key="live">
          <live.LinePlot chart={chart} session={session} label={`${chart.title}. ${found}`} />
        </div>
      ) : (
        <StaticPlot chart={chart} session={session} />
      )}
      <DataDisclosure chart={chart} session={session} sentence={found} />
    </div>
  );
}

function StaticPlot({ chart, session: { recording, axis } }: { chart: LineChart; session: Session }) {
  const svg = recording && chartSvg(chart, recording, { duration: axis.value });
  return <div class="wb-plot" key="static" dangerouslySetInnerHTML={{ __html: svg ?? '' }} />;
}

function ValueAxis({ chart, session }: { chart: LineChart; session: Session }) {
  const { runner } = session;
  // Most values are below one that was there already: then nothing is drawn anew.
  const top = useComputed(() => {
    follow(runner.tick);
    return highest(chart, [runner.store.value, session.recording]);
  });
  const scale = scaleFor(top.value, chart.atLeast);
  return (
    <div class="wb-axis" aria-hidden="true">
      <span style={{ insetBlockEnd: `${String((scale.tick / scale.max) * 100)}%` }}>
        {formatValue(scale.tick, chart.unit)}
      </span>
      <span style={{ insetBlockEnd: 0 }}>0</span>
    </div>
  );
}

/** Each series with its line, its name, and its value now or at the crosshair. */
function Legend({ chart, session }: { chart: LineChart; session: Session }) {
  const { runner, recording, cursor } = session;
  useReadably(session);
  const at = cursor.value;
  const store = runner.store.value ?? (at === undefined ? undefined : recording);
  return (
    <ul class="wb-series">
      {chart.series.map((series) => (
        <li key={series.label}>
          <i class={`wb-swatch tone-${series.tone} dash-${series.dash ?? 'solid'}`} aria-hidden="true" />
          <span>{series.label}</span> <b>{store && readAt(series, store, at, chart.unit)}</b>
        </li>
      ))}
    </ul>
  );
}

function readAt({ process, metric }: Series, store: RunStore, at: number | undefined, unit: string): string {
  const t = at === undefined ? Infinity : at + (store.began ?? 0);
  const value = valueAt(store.series(process, metric), t);
  return value === undefined ? '' : formatValue(value, unit);
}
