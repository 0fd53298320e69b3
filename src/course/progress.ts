/**
 * The learner's progress, kept in this browser. The one module that writes to `localStorage`;
 * public/before-paint.js reads two settings from it, because they must hold before the first paint.
 */
import { createProgressStore, PROGRESS_KEY } from './progress/store.ts';
import type { ProgressStore, SetAside, StoreHealth } from './progress/store.ts';
import type { Progress } from './progress/schema.ts';

export type { LabResult, Progress } from './progress/schema.ts';
export type { StoreHealth } from './progress/store.ts';

let opened: ProgressStore | undefined;

/** Opened at the first use, so that importing this module touches nothing. */
function store(): ProgressStore {
  if (opened) return opened;
  const created = createProgressStore(() => window.localStorage);
  window.addEventListener('storage', (event) => {
    // `key` is null when the whole store was cleared.
    if (event.key === PROGRESS_KEY || event.key === null) created.refresh();
  });
  opened = created;
  return created;
}

/** What is known of the learner now. Not to be changed in place: see `updateProgress`. */
export function readProgress(): Progress {
  return store().read();
}

/** Changes and keeps it. `change` returns a new value and leaves the old one alone. Never throws. */
export function updateProgress(change: (progress: Progress) => Progress): void {
  store().update(change);
}

/** Calls back after every change, made here or in another tab, until the function returned is called. */
export function onProgress(listener: (progress: Progress) => void): () => void {
  return store().listen(listener);
}

/** Whether progress outlives the page, and if not, why, in a sentence for the learner. */
export function storeHealth(): StoreHealth {
  return store().health();
}

/** Changes it only if it can be kept: without room for it nothing changes, and the answer is false. */
export function tryUpdateProgress(change: (progress: Progress) => Progress): boolean {
  return store().tryUpdate(change);
}

/** Texts that could not be read and were put aside. */
export function setAsideTexts(): SetAside[] {
  return store().setAside();
}

/** Forgets one of them. */
export function dropSetAside(key: string): void {
  store().dropSetAside(key);
}

/** What a newer version of the course wrote, as it is stored; undefined where there is none. */
export function newerProgress(): string | undefined {
  return store().newer();
}

/** Forgets what a newer version wrote, and keeps progress again. */
export function dropNewerProgress(): void {
  store().dropNewer();
}
