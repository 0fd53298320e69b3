/** The live workbench: everything that is downloaded when the learner first touches it. */
import { render } from 'preact';
import { LinePlot } from './chart/LinePlot.tsx';
import { OwnHeaps } from './panel/OwnHeaps.tsx';
import { sessionOf } from './sessions.ts';
import type { Session } from './state/session.ts';
import { Glance } from './view/Glance.tsx';
import { Workbench } from './view/Workbench.tsx';
import { grant } from './wake.ts';
import type { Wish } from './wake.ts';

export { editRegion } from './code/region-editor.ts';

/** Brings a static workbench to life in its place and grants what was asked of it. */
export async function bringToLife(root: HTMLElement, wishes: readonly Wish[]): Promise<Session> {
  const { lab = '', lesson, glance } = root.dataset;
  const session = await sessionOf(lab, lesson);
  // Asked for at once, so that the badge tells where a run would go. What starts in the page starts at Run.
  void session.engine.glance();
  for (const wish of wishes) grant(wish, session);
  const unfolded = root.querySelectorAll<HTMLDetailsElement>('details[open]');
  const live = { LinePlot, OwnHeaps };
  const openEngine = wishes.some(({ kind }) => kind === 'engine');
  // The components that drew the HTML draw over it: nothing moves, and what has the focus keeps it.
  render(
    glance === undefined ? (
      <Workbench session={session} live={live} openEngine={openEngine} />
    ) : (
      <Glance session={session} charts={glance.split(' ')} live={live} openEngine={openEngine} />
    ),
    root,
  );
  for (const details of unfolded) details.open = true;
  root.dataset['live'] = '';
  return session;
}
