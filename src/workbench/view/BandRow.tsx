import type { BandChart } from '../../../labs/kit/manifest.ts';
import { chartSvg } from '../../run/svg.ts';
import type { Session } from '../state/session.ts';
import { Coded } from './Coded.tsx';
import { DataDisclosure, useFinding } from './DataDisclosure.tsx';
import { follow } from '../state/follow.ts';

/** States over time. Under the run's own band, a thin line where the recording was not in its first state. */
export function BandRow({ chart, session }: { chart: BandChart; session: Session }) {
  const { runner, recording, cursor } = session;
  const duration = session.axis.value;
  follow(runner.tick);
  const found = useFinding(chart, session);
  const run = runner.store.value;
  const shown = run ?? recording;
  const origin = shown?.began ?? 0;
  const at = cursor.value === undefined ? Infinity : cursor.value + origin;
  const now =
    run || cursor.value !== undefined ? shown?.band(chart).findLast(({ from }) => from <= at) : undefined;
  return (
    <div class="wb-row is-band">
      <div class="wb-legend">
        <h3>
          <Coded text={chart.title} /> <b class={now && `tone-${now.tone}`}>{now?.state}</b>
        </h3>
      </div>
      <div class="wb-plot">
        <div
          class="wb-band"
          dangerouslySetInnerHTML={{ __html: shown ? chartSvg(chart, shown, { duration }) : '' }}
        />
        {run && recording && <Recorded chart={chart} session={session} />}
      </div>
      <DataDisclosure chart={chart} session={session} sentence={found} />
    </div>
  );
}

function Recorded({ chart, session: { recording, axis } }: { chart: BandChart; session: Session }) {
  if (!recording) return null;
  const duration = axis.value;
  const percent = (ms: number) => `${String((ms / duration) * 100)}%`;
  const origin = recording.began ?? 0;
  // The last state lasts until the programs end, which is after the scenario.
  const end = origin + duration;
  return (
    <div class="wb-band-recorded" aria-hidden="true">
      {recording
        .band(chart)
        .filter(({ state, from }) => state !== chart.initial && from < end)
        .map(({ from, to }) => (
          <i
            key={from}
            style={{
              insetInlineStart: percent(from - origin),
              inlineSize: percent(Math.min(to, end) - from),
            }}
          />
        ))}
    </div>
  );
}
