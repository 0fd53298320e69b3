import { useContext, useMemo } from 'preact/hooks';
import { parseProfile, summarize } from '../../../labs/kit/cpu-profile.ts';
import type { TopFunction } from '../../../labs/kit/cpu-profile.ts';
import type { ProfilePanel } from '../../../labs/kit/panels.ts';
import type { RecordOf } from '../../../labs/kit/records.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { formatNumber, formatSeconds } from '../../run/format.ts';
import { Live } from '../view/slots.ts';
import { handOver, profilesOf } from './profile-file.ts';
import type { ProfileUse } from './profile-file.ts';

/** Each CPU profile of the program: what took the time, and the profile itself, to open or to keep. */
export function Profile({ panel, view }: { panel: ProfilePanel; view: RunView }) {
  const profiles = profilesOf(view, panel.process);
  if (profiles.length === 0) return <p class="wb-hint">No profile was taken yet.</p>;
  return (
    <ol class="wb-profiles">
      {profiles.map((profile, i) => (
        <OneProfile key={i} panel={panel} index={i} profile={profile} />
      ))}
    </ol>
  );
}

interface OneProfileProps {
  panel: ProfilePanel;
  index: number;
  profile: RecordOf<'artifact'>;
}

function OneProfile({ panel, index, profile }: OneProfileProps) {
  const live = useContext(Live);
  const summary = useMemo(() => {
    const parsed = parseProfile(profile.data ?? '');
    return parsed && summarize(parsed);
  }, [profile]);
  if (!summary) {
    return (
      <li>
        <p class="wb-hint">{profile.name} is no CPU profile that can be read.</p>
      </li>
    );
  }
  const { durationMs, idleMs, top } = summary;
  const wake = (use: ProfileUse) => (live ? undefined : `profile ${panel.id} ${use} ${String(index)}`);
  return (
    <li>
      <p class="wb-profile-head">
        <span>
          <strong>{profile.name}</strong>, {formatSeconds(durationMs)} of one thread, idle for{' '}
          {formatNumber((idleMs / Math.max(1, durationMs)) * 100)}%
        </span>
        <button
          type="button"
          class="button small"
          data-wake={wake('open')}
          onClick={() => {
            handOver(profile, 'open');
          }}
        >
          Open as a flame graph
        </button>
        <button
          type="button"
          class="button small"
          data-wake={wake('keep')}
          onClick={() => {
            handOver(profile, 'keep');
          }}
        >
          Download
        </button>
      </p>
      <TopFunctions name={profile.name} top={top} />
    </li>
  );
}

function TopFunctions({ name, top }: { name: string; top: readonly TopFunction[] }) {
  return (
    <div class="wb-panel-scroll" role="region" aria-label={`Functions of ${name}`} tabIndex={0}>
      <table class="wb-profile-top">
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">itself</th>
            <th scope="col">share</th>
            <th scope="col">for whom</th>
            <th scope="col">in</th>
          </tr>
        </thead>
        <tbody>
          {top.map(({ name: called, place, selfMs, share, caller }) => (
            <tr key={`${called} ${place}`}>
              <th scope="row">{called}</th>
              <td>{formatNumber(selfMs)} ms</td>
              <td>
                {formatNumber(share * 100)}%
                <span class="wb-profile-share" style={{ inlineSize: `${(share * 100).toFixed(1)}%` }} />
              </td>
              <td>{caller ? `${caller.name} (${caller.place})` : '–'}</td>
              <td>{place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
