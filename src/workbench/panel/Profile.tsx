import { useContext, useMemo } from 'preact/hooks';
import type { ProfilePanel } from '../../../labs/kit/panels.ts';
import type { RecordOf } from '../../../labs/kit/records.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { formatNumber } from '../../run/format.ts';
import { readProfile } from '../../run/profile.ts';
import type { ProfileRow } from '../../run/profile.ts';
import { Live } from '../view/slots.ts';
import { handOver, profilesOf } from './profile-file.ts';
import type { ProfileUse } from './profile-file.ts';

/** Each profile of the program: what took the time or the bytes, and the profile itself, to open or to keep. */
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
  const read = useMemo(() => readProfile(profile.name, profile.data ?? ''), [profile]);
  if (!read) {
    return (
      <li>
        <p class="wb-hint">{profile.name} is no profile that can be read.</p>
      </li>
    );
  }
  const wake = (use: ProfileUse) => (live ? undefined : `profile ${panel.id} ${use} ${String(index)}`);
  return (
    <li>
      <p class="wb-profile-head">
        <span>
          <strong>{profile.name}</strong>, {read.about}
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
      <TopFunctions name={profile.name} rows={read.rows} />
    </li>
  );
}

function TopFunctions({ name, rows }: { name: string; rows: readonly ProfileRow[] }) {
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
          {rows.map(({ name: called, place, itself, share, caller }) => (
            <tr key={`${called} ${place}`}>
              <th scope="row">{called}</th>
              <td>{itself}</td>
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
