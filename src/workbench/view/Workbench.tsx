import { announcement } from '../state/phase.ts';
import type { Session } from '../state/session.ts';
import { Charts } from './Charts.tsx';
import { Controls } from './Controls.tsx';
import { Opened } from './FromElsewhere.tsx';
import { LeftOut } from './LeftOut.tsx';
import { Problems } from './Problems.tsx';
import { Live } from './slots.ts';
import type { LiveSlots } from './slots.ts';
import { Tabs } from './Tabs.tsx';
import { Timeline } from './Timeline.tsx';
import { Toolbar } from './Toolbar.tsx';

export interface WorkbenchProps {
  session: Session;
  /** Left out in the static page, which is drawn by the same components. */
  live?: LiveSlots;
  /** Shows the engine's panel from the beginning. */
  openEngine?: boolean;
}

/** The whole workbench of one lab. */
export function Workbench({ session, live, openEngine = false }: WorkbenchProps) {
  return (
    <Live.Provider value={live}>
      <Toolbar session={session} openEngine={openEngine} />
      <Problems session={session} />
      <Opened session={session} />
      <LeftOut session={session} />
      <Timeline session={session} />
      <Controls session={session} />
      <Charts session={session} />
      <Tabs session={session} />
      <Announcer session={session} />
    </Live.Provider>
  );
}

/** Tells a screen reader when the run enters a new phase. */
function Announcer({ session: { lab, runner } }: { session: Session }) {
  return (
    <p class="visually-hidden" role="status">
      {announcement(lab, runner.phase.value, runner.store.peek())}
    </p>
  );
}
