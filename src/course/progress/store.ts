/**
 * Keeps a learner's progress in a store of texts, and goes on in memory where the store is
 * blocked, full or broken. Nothing here throws.
 */
import { emptyProgress, parseProgress } from './schema.ts';
import type { Progress } from './schema.ts';

/** As much of `localStorage` as is needed. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem'>;

export type StoreHealth = { ok: true } | { ok: false; message: string };

export interface ProgressStore {
  read: () => Progress;
  /** Changes what other tabs may have changed meanwhile, too: it starts from what is stored now. */
  update: (change: (progress: Progress) => Progress) => void;
  /** Calls back after every change, until the function returned is called. */
  listen: (listener: (progress: Progress) => void) => () => void;
  /** Another tab wrote. */
  refresh: () => void;
  /** Whether progress outlives the page, and if not, why, in a sentence for the learner. */
  health: () => StoreHealth;
}

export const PROGRESS_KEY = 'under-load';
/** Where a text that cannot be read is put aside, so that nothing a learner wrote is overwritten. */
export const SET_ASIDE_KEY = 'under-load.set-aside';

const messages = {
  blocked:
    'This browser does not let the page keep anything. Predictions and edits last until you leave the page.',
  full: 'The browser has no room left for this site. Changes from now on last until you leave the page.',
  otherVersion:
    'Your progress was written by another version of this course. It is left as it is; changes last until you leave the page.',
  unreadable: `Your progress could not be read. It was put aside in this browser under "${SET_ASIDE_KEY}", and you start afresh.`,
};

/**
 * @param open gives the store; it may throw, as browsers do where storage is blocked.
 */
export function createProgressStore(open: () => TextStore): ProgressStore {
  const listeners = new Set<(progress: Progress) => void>();
  let store: TextStore | undefined;
  let health: StoreHealth = { ok: true };
  let progress = emptyProgress();
  /** The text that `progress` was read from or written as. */
  let known: string | null = null;
  /** A write failed: memory knows more than the store, and must not be overwritten from it. */
  let ahead = false;

  function fail(message: string) {
    health = { ok: false, message };
  }

  /** Goes on in memory. */
  function leaveStore(message: string) {
    store = undefined;
    fail(message);
  }

  function load() {
    if (!store || ahead) return;
    let text: string | null;
    try {
      text = store.getItem(PROGRESS_KEY);
    } catch {
      leaveStore(messages.blocked);
      return;
    }
    if (text === known) return;
    known = text;
    if (text === null) {
      progress = emptyProgress();
      return;
    }
    const parsed = parseProgress(text);
    if (parsed.ok) progress = parsed.progress;
    else if (parsed.code === 'other-version') leaveStore(messages.otherVersion);
    else setAside(text);
  }

  function setAside(text: string) {
    progress = emptyProgress();
    try {
      store?.setItem(SET_ASIDE_KEY, text);
      fail(messages.unreadable);
    } catch {
      leaveStore(messages.full);
    }
  }

  function save() {
    if (!store) return;
    const text = JSON.stringify(progress);
    try {
      store.setItem(PROGRESS_KEY, text);
      known = text;
      // What did not fit a moment ago is in the store now.
      if (ahead) health = { ok: true };
      ahead = false;
    } catch {
      ahead = true;
      fail(messages.full);
    }
  }

  function tell() {
    for (const listener of listeners) listener(progress);
  }

  try {
    store = open();
  } catch {
    leaveStore(messages.blocked);
  }
  load();

  return {
    read: () => progress,
    update(change) {
      load();
      progress = change(progress);
      save();
      tell();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh() {
      const before = progress;
      load();
      if (progress !== before) tell();
    },
    health: () => health,
  };
}
