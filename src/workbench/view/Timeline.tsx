import { played } from '../state/phase.ts';
import type { Session } from '../state/session.ts';
import { follow } from '../state/follow.ts';

/** The scenario and how much of it has been played: parts, a moving hand, what the learner changed. */
export function Timeline({ session }: { session: Session }) {
  const { lab, runner } = session;
  const { parts } = lab.scenario;
  const duration = session.axis.value;
  follow(runner.tick);
  const store = runner.store.value;
  const at = Math.min(duration, played(lab, store));
  const current = store?.began === undefined ? undefined : parts.findLast((part) => part.at <= at);
  const seconds = (ms: number) => String(Math.round(ms / 1000));
  const percent = (ms: number) => `${String(Math.min(100, (ms / duration) * 100))}%`;
  const moved = (store?.controls ?? []).filter(({ by }) => by === 'learner');

  return (
    <div class="wb-timeline">
      <div
        class="wb-track"
        role="progressbar"
        aria-label="Scenario"
        aria-valuemin={0}
        aria-valuemax={Number(seconds(duration))}
        aria-valuenow={Number(seconds(at))}
        aria-valuetext={`${seconds(at)} of ${seconds(duration)} s${current ? `, ${current.label}` : ''}`}
      >
        <div class="wb-played" style={{ scale: `${at / duration} 1` }} />
        {parts.slice(1).map((part) => (
          <i
            key={part.id}
            class="wb-mark"
            style={{ insetInlineStart: percent(part.at) }}
            data-past={part.at <= at}
          />
        ))}
        {moved.map(({ t, name }) => (
          <i
            key={`${String(t)} ${name}`}
            class="wb-moved"
            style={{ insetInlineStart: percent(Math.max(0, t - (store?.began ?? t))) }}
          />
        ))}
        {/* Moved, not laid out again: the rail is as wide as the track, the hand at its beginning. */}
        <div class="wb-rail" style={{ translate: percent(at) }}>
          <i class="wb-hand" />
        </div>
      </div>
      <ol class="wb-parts" style={{ gridTemplateColumns: shares(parts, duration) }}>
        {parts.map((part) => (
          <li key={part.id} data-now={part === (current ?? parts[0])}>
            {unbroken(part.label)}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A column for each part, as wide as it is long. */
function shares(parts: readonly { at: number }[], duration: number): string {
  return parts
    .map(({ at }, i) => `minmax(min-content, ${String(Math.max(0, (parts[i + 1]?.at ?? duration) - at))}fr)`)
    .join(' ');
}

/** A number and its unit stay on one line. */
function unbroken(label: string): string {
  return label.replace(/(\d) (?=\p{L})/gu, '$1\u00a0');
}
