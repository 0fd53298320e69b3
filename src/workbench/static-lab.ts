/** A lab for the page's HTML, read while the site is built. */
import type { Lab } from '../../labs/kit/manifest.ts';
import { emptyProgress } from '../course/progress/schema.ts';
import { readRecording, storeOf } from '../run/recording.ts';
import { loadLab, loadSources } from './lab-source.ts';
import { createSession } from './state/session.ts';
import type { Session } from './state/session.ts';

const recordings = import.meta.glob<string>('/labs/*/recordings/starter.ndjson', {
  query: '?raw',
  import: 'default',
});

/** The workbench's state before anybody touched it. Rejects if there is no such lab or its recording is broken. */
export async function staticSession(id: string, lesson: string | undefined): Promise<Session> {
  const lab = await loadLab(id);
  const nothing = () => undefined;
  return createSession({
    lab,
    lesson,
    recording: await recordedRun(lab),
    originals: await loadSources(lab),
    solution: () => Promise.resolve(undefined),
    choose: () => Promise.reject(new Error('Nothing runs while the site is built.')),
    progress: { read: emptyProgress, update: nothing, listen: nothing },
    nextFrame: nothing,
    later: () => nothing,
  });
}

async function recordedRun(lab: Lab) {
  const text = await recordings[`/labs/${lab.id}/recordings/starter.ndjson`]?.();
  if (text === undefined) return undefined;
  const read = readRecording(text);
  if (!read.ok) throw new Error(`labs/${lab.id}/recordings/starter.ndjson: ${read.message}`);
  return storeOf(lab, read.records);
}
