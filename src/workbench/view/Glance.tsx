import { announcement } from '../state/phase.ts';
import type { Session } from '../state/session.ts';
import { Charts } from './Charts.tsx';
import { LeftOut } from './LeftOut.tsx';
import { Problems } from './Problems.tsx';
import { Safety } from './Safety.tsx';
import { Live } from './slots.ts';
import type { LiveSlots } from './slots.ts';
import { Timeline } from './Timeline.tsx';
import { Toolbar } from './Toolbar.tsx';

interface Props {
  session: Session;
  /** Ids of the charts that are shown. */
  charts: readonly string[];
  live?: LiveSlots;
  openEngine?: boolean;
}

/** As much of a workbench as a page wants that is not the lesson's: to run it, and some of its charts. */
export function Glance({ session, charts, live, openEngine = false }: Props) {
  const lab = {
    ...session.lab,
    charts: session.lab.charts.filter(({ id }) => charts.includes(id)),
    panels: [],
  };
  const shown: Session = { ...session, lab };
  return (
    <Live.Provider value={live}>
      <Toolbar session={shown} openEngine={openEngine} />
      <Problems session={shown} />
      <LeftOut session={shown} />
      <Timeline session={shown} />
      <Charts session={shown} />
      <div class="wb-safety">
        <Safety />
      </div>
      <p class="visually-hidden" role="status">
        {announcement(lab, session.runner.phase.value, session.runner.store.peek())}
      </p>
    </Live.Provider>
  );
}
