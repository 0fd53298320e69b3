import type { Panel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { useSlowly } from '../state/slowly.ts';
import type { Session } from '../state/session.ts';
import { Areas } from './Areas.tsx';
import { Curves } from './Curves.tsx';
import { Heaps } from './Heaps.tsx';
import { Loop } from './Loop.tsx';
import { Profile } from './Profile.tsx';
import { Scatter } from './Scatter.tsx';
import { TableRows } from './TableRows.tsx';
import { Waterfall } from './Waterfall.tsx';

/** The pictures of a run that are not drawn over its time axis; a loop's stands above the charts, the others below. */
export function Panels({ session, above = false }: { session: Session; above?: boolean }) {
  return (session.lab.panels ?? [])
    .filter(({ kind }) => (kind === 'loop') === above)
    .map((panel) => <PanelFrame key={panel.id} panel={panel} session={session} />);
}

/** Of the learner's run, or before one of the recording: which of the two is said beside the title. */
function PanelFrame({ panel, session }: { panel: Panel; session: Session }) {
  useSlowly(session);
  const run = session.runner.store.value;
  const shown = run ?? session.recording;
  return (
    <section class="wb-picture" aria-labelledby={`panel-${panel.id}`}>
      <h3 id={`panel-${panel.id}`}>
        {panel.title}{' '}
        {!run && shown && <small>{session.share.opened.value ? 'opened run' : 'recorded'}</small>}
      </h3>
      {shown ? (
        <Picture
          panel={panel}
          view={shown.view}
          recorded={run && session.recording?.view}
          isRecording={!run || session.engine.chosen.value?.engine.kind === 'recorded'}
          session={session}
        />
      ) : (
        <p class="wb-hint">Nothing was measured yet.</p>
      )}
    </section>
  );
}

interface PictureProps {
  panel: Panel;
  view: RunView;
  /** Of the recording, where the picture is of the learner's own run. */
  recorded: RunView | undefined;
  /** Whether the view is of the recording, or of a replay of it. */
  isRecording: boolean;
  session: Session;
}

/** It reads no signal itself: then it would no longer be drawn anew with the frame, while the run it shows grows. */
function Picture({ panel, view, recorded, isRecording, session }: PictureProps) {
  switch (panel.kind) {
    case 'table':
      return <TableRows panel={panel} view={view} lab={session.lab.id} isRecording={isRecording} />;
    case 'scatter':
      return <Scatter panel={panel} view={view} recorded={recorded} />;
    case 'curves':
      return <Curves panel={panel} view={view} />;
    case 'areas':
      return <Areas panel={panel} view={view} />;
    case 'waterfall':
      return <Waterfall panel={panel} view={view} recorded={recorded} />;
    case 'loop':
      return <Loop panel={panel} session={session} view={view} recorded={recorded} />;
    case 'heaps':
      return <Heaps panel={panel} session={session} view={view} isRecording={isRecording} />;
    case 'profile':
      return <Profile panel={panel} view={view} />;
  }
}
