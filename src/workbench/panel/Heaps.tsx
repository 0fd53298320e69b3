import { useContext, useMemo } from 'preact/hooks';
import { HEAPS, HEAPS_PROGRESS, readHeaps } from '../../../labs/kit/heap/told.ts';
import type { HeapsPanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import type { Session } from '../state/session.ts';
import { useSlowly } from '../state/slowly.ts';
import { Live } from '../view/slots.ts';
import { HeapFiles } from './HeapFiles.tsx';
import { HeapProgress } from './HeapProgress.tsx';
import { HeapTable } from './HeapTable.tsx';

interface HeapsProps {
  panel: HeapsPanel;
  session: Session;
  view: RunView;
  isRecording: boolean;
}

/** Two heap snapshots of the run compared, its files to be kept, and a place for the reader's own. */
export function Heaps({ panel, session, view, isRecording }: HeapsProps) {
  useSlowly(session);
  const live = useContext(Live);
  const look = session.heaps(panel.id);
  const artifact = view.artifacts(panel.process).findLast(({ name }) => name.endsWith(HEAPS));
  const told = useMemo(() => readHeaps(artifact?.data ?? ''), [artifact]);
  const share = view.samples(panel.process, HEAPS_PROGRESS).at(-1)?.value;
  const wake = (what: string) => (live ? undefined : `heaps ${panel.id} ${what}`);
  return (
    <>
      {told?.result.ok === true && (
        <HeapTable
          comparison={told.result.comparison}
          of="the run’s snapshots"
          look={look}
          first={panel.first}
          wake={wake}
        />
      )}
      {told?.result.ok === false && (
        <p class="wb-heap-problem">
          {told.files[told.result.which === 'first' ? 0 : 1]}: {told.result.problem.message}{' '}
          {told.result.problem.next}
        </p>
      )}
      {!told && share !== undefined && <HeapProgress step="comparing the two" share={share} />}
      {!told && share === undefined && <p class="wb-hint">No two snapshots were compared yet.</p>}
      {told && <HeapFiles files={told.files} session={session} isRecording={isRecording} />}
      <p class="wb-heap-own">
        <button
          type="button"
          class="button small"
          aria-expanded={look.own.value}
          data-wake={wake('own')}
          onClick={() => (look.own.value = !look.own.value)}
        >
          Compare two files of your own
        </button>
      </p>
      {look.own.value && live && <live.OwnHeaps />}
    </>
  );
}
