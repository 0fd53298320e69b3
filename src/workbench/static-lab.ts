/** A lab for the page's HTML, read while the site is built. */
import { emptyProgress } from '../course/progress/schema.ts';
import { loadLab, loadSources } from './lab-source.ts';
import { recordedStore } from './recorded-store.ts';
import { createSession } from './state/session.ts';
import type { Session } from './state/session.ts';

/** The workbench's state before anybody touched it. Rejects if there is no such lab or its recording is broken. */
export async function staticSession(id: string, lesson: string | undefined): Promise<Session> {
  const lab = await loadLab(id);
  const nothing = () => undefined;
  const nowhere = () => Promise.reject(new Error('Nothing runs while the site is built.'));
  return createSession({
    lab,
    lesson,
    recording: await recordedStore(lab, 'starter'),
    originals: await loadSources(lab),
    solution: () => Promise.resolve(undefined),
    choose: { glance: nowhere, boot: nowhere },
    progress: { read: emptyProgress, update: nothing, listen: nothing },
    nextFrame: nothing,
    later: () => nothing,
  });
}
