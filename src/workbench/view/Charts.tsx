import { useComputed } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { formatDate } from '../../run/format.ts';
import { timeTicks } from '../../run/scale.ts';
import type { Session } from '../state/session.ts';
import { Panels } from '../panel/Panels.tsx';
import { BandRow } from './BandRow.tsx';
import { Cursor, useCrosshair } from './Cursor.tsx';
import { LineRow } from './LineRow.tsx';
import { Live } from './slots.ts';
import { follow } from '../state/follow.ts';

/** Small multiples over one time axis, with one crosshair and the scenario's parts through all of them. */
export function Charts({ session }: { session: Session }) {
  const { lab } = session;
  const crosshair = useCrosshair(session);
  return (
    <section class="wb-charts" aria-label="Charts">
      <Panels session={session} above />
      {lab.charts.length > 0 && (
        <div class="wb-rows" {...crosshair.handlers}>
          <div class="wb-overlay">
            <Marks session={session} />
          </div>
          {lab.charts.map((chart) =>
            chart.kind === 'band' ? (
              <BandRow key={chart.id} chart={chart} session={session} />
            ) : (
              <LineRow key={chart.id} chart={chart} session={session} />
            ),
          )}
          <div class="wb-overlay" ref={crosshair.overlay}>
            <Cursor session={session} />
          </div>
        </div>
      )}
      {lab.charts.length > 0 && <TimeAxis session={session} />}
      <Panels session={session} />
    </section>
  );
}

/** The beginnings of the scenario's parts, and where the learner moved a control. */
function Marks({ session: { lab, runner, axis } }: { session: Session }) {
  const { parts } = lab.scenario;
  const duration = axis.value;
  const changes = useComputed(() => {
    follow(runner.tick);
    return runner.store.value?.controls.length ?? 0;
  });
  follow(changes);
  const store = runner.store.value;
  const moved = store?.controls.filter(({ by }) => by === 'learner') ?? [];
  const place = (ms: number) => ({
    insetInlineStart: `${String(Math.min(100, Math.max(0, ms / duration) * 100))}%`,
  });
  return (
    <>
      {parts.slice(1).map(({ id, at }) => (
        <i key={id} class="wb-part-line" style={place(at)} />
      ))}
      {moved.map(({ t, name }) => (
        <i key={`${String(t)} ${name}`} class="wb-moved-line" style={place(t - (store?.began ?? t))} />
      ))}
    </>
  );
}

function TimeAxis({ session: { lab, recording, cursor, axis, share } }: { session: Session }) {
  const live = useContext(Live);
  const duration = axis.value;
  const head = recording?.head;
  const ticks = timeTicks(duration);
  const at = cursor.value;
  return (
    <div class="wb-time-axis">
      <p class="wb-key">
        {head && (
          <>
            {live && <i class="wb-swatch is-recording" aria-hidden="true" />}
            {live
              ? share.opened.value
                ? 'opened run'
                : 'recorded'
              : `Recorded ${formatDate(head.startedAt)}`}
          </>
        )}
      </p>
      {lab.charts.length > 0 && (
        <div class="wb-times" aria-hidden="true">
          {ticks.map((ms, i) => (
            <span
              key={ms}
              style={{ insetInlineStart: `${String((ms / duration) * 100)}%` }}
              data-edge={edge(i, ms, ticks, duration)}
            >
              {ms / 1000}
              {(i === 0 || i === ticks.length - 1) && ' s'}
            </span>
          ))}
          {at !== undefined && (
            <span class="wb-time-now" style={{ insetInlineStart: `${String((at / duration) * 100)}%` }}>
              {(at / 1000).toFixed(1)} s
            </span>
          )}
        </div>
      )}
    </div>
  );
}

/** Labels at the ends of the axis stay within it. */
function edge(
  i: number,
  ms: number,
  ticks: readonly number[],
  duration: number,
): 'start' | 'end' | undefined {
  if (i === 0) return 'start';
  return i === ticks.length - 1 && ms > duration * 0.95 ? 'end' : undefined;
}
