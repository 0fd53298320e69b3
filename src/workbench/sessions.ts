/** The sessions of this page, one for each lab: shared by the workbench and the prose's regions. */
import { effect } from '@preact/signals';
import { onProgress, readProgress, updateProgress } from '../course/progress.ts';
import { chooseEngine, fitsInAPage, glanceAtEngines } from '../engines/choose.ts';
import { readToken } from '../engines/token.ts';
import { hasImage, loadImage } from '../engines/webcontainer/image.ts';
import { hindrance, lookAround } from '../engines/webcontainer/surroundings.ts';
import { readRecording, storeOf } from '../run/recording.ts';
import type { RunStore } from '../run/store.ts';
import type { Lab, NumberControl } from '../../labs/kit/manifest.ts';
import { formatRecord } from '../../labs/kit/records.ts';
import { showRegions } from './code/static-regions.ts';
import { loadLab, loadRecording, loadSolution, loadSources } from './lab-source.ts';
import { anotherDraw, drawControl, drawnBy } from './state/draw.ts';
import { createSession } from './state/session.ts';
import type { Session } from './state/session.ts';

const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

const sessions = new Map<string, Promise<Session>>();

/** The lab's session on this page. Rejects if a part of the lab cannot be downloaded; a later call tries again. */
export function sessionOf(lab: string, lesson: string | undefined): Promise<Session> {
  const known = sessions.get(lab);
  if (known) return known;
  const opened = openSession(lab, lesson);
  sessions.set(lab, opened);
  opened.catch(() => sessions.delete(lab));
  return opened;
}

/** What engines are given on this site. */
const sources = { loadImage: () => loadImage(base), hasImage: () => hasImage(base) };

async function mayRunInPage(): Promise<boolean> {
  return hindrance(lookAround()) === undefined && (await hasImage(base));
}

async function openSession(id: string, lesson: string | undefined): Promise<Session> {
  const lab = await loadLab(id);
  const drawing = drawControl(lab);
  const drawn = drawing && (await drawnHere(lab, drawing));
  const held = drawing && drawn !== undefined ? { [drawing.name]: drawn } : {};
  const [originals, recorded] = await Promise.all([loadSources(lab, held), recordedRun(lab)]);
  // Another draw is another program, with which the recording can't be compared.
  const recording = drawn === undefined || drawn === drawing?.value ? recorded : undefined;
  const recordings = {
    loadRecording: (...which: Parameters<typeof loadRecording>) =>
      openedText(session) ?? loadRecording(...which),
  };
  const session: Session = createSession({
    lab,
    lesson,
    recording,
    originals,
    drawn,
    redraw(name, value) {
      location.search = `?${name}=${String(value)}`;
    },
    solution: (file) => loadSolution(lab, file, held),
    choose: {
      glance: (wanted, preference, onProgress) =>
        glanceAtEngines(wanted, preference, { ...sources, ...recordings, onProgress }),
      boot: (wanted, preference, onProgress) =>
        chooseEngine(wanted, preference, { ...sources, ...recordings, onProgress }),
    },
    mayRunInPage,
    progress: { read: readProgress, update: updateProgress, listen: onProgress },
    nextFrame: (callback) => requestAnimationFrame(callback),
    later(task, ms) {
      const timer = setTimeout(task, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  addEventListener('pagehide', session.edits.flush);
  let hadArrived = false;
  session.share.arrived.subscribe((arrived) => {
    // Reset has taken the settings back: a reload is not to bring them again.
    if (hadArrived && !arrived) history.replaceState(history.state, '', location.pathname + location.search);
    hadArrived = arrived !== undefined;
  });
  const regions = document.querySelectorAll<HTMLElement>(`[data-region][data-lab="${CSS.escape(id)}"]`);
  effect(() => {
    const changed = session.edits.changed.value;
    showRegions(regions, (_lab, file) => changed.get(file));
  });
  return session;
}

/**
 * The draw that the address names, where a run can be had; where there is only the recording, the recorded one.
 * On the learner's machine an address without one gets one by chance, and then has it, too. Where Node has yet to
 * start in the page it gets the recorded one: only that has something to show if it turns out that no run can be had.
 */
async function drawnHere(lab: Lab, drawing: NumberControl): Promise<number> {
  const isLocal = readToken() !== undefined;
  const named = drawnBy(drawing, location.search);
  if (named !== undefined && (isLocal || (fitsInAPage(lab) && (await mayRunInPage())))) return named;
  if (!isLocal) return drawing.value;
  const chance = anotherDraw(drawing, drawing.value, Math.random());
  history.replaceState(history.state, '', `?${drawing.name}=${String(chance)}${location.hash}`);
  return chance;
}

/** A run that was opened from a file is what a replay plays. */
function openedText({ share }: Session): Promise<string> | undefined {
  const opened = share.opened.value;
  return opened && Promise.resolve(opened.records.map(formatRecord).join(''));
}

/** The recording to compare with; a lab without a good one goes without. */
async function recordedRun(lab: Lab): Promise<RunStore | undefined> {
  const text = await loadRecording(lab.id, 'starter');
  const read = text === undefined ? undefined : readRecording(text);
  return read?.ok ? storeOf(lab, read.records) : undefined;
}
