/**
 * Keeps a learner's progress in a store of texts, and goes on in memory where the store is
 * blocked, full or broken. Nothing here throws.
 */
import { emptyProgress, parseProgress } from './schema.ts';
import type { Progress } from './schema.ts';

/** As much of `localStorage` as is needed. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export type StoreHealth = { ok: true } | { ok: false; message: string };

export interface ProgressStore {
  read: () => Progress;
  /** Changes what other tabs may have changed meanwhile, too: it starts from what is stored now. */
  update: (change: (progress: Progress) => Progress) => void;
  /** The same, but only if it can be kept: without room for it nothing changes, and the answer is false. */
  tryUpdate: (change: (progress: Progress) => Progress) => boolean;
  /** Calls back after every change, until the function returned is called. */
  listen: (listener: (progress: Progress) => void) => () => void;
  /** Another tab wrote. */
  refresh: () => void;
  /** Whether progress outlives the page, and if not, why, in a sentence for the learner. */
  health: () => StoreHealth;
  /** Texts that could not be read and were put aside. */
  setAside: () => SetAside[];
  /** Forgets one of them. */
  dropSetAside: (key: string) => void;
  /** What a newer version of the course wrote, as it is stored; undefined where there is none. */
  newer: () => string | undefined;
  /** Forgets what a newer version wrote, and keeps progress again. */
  dropNewer: () => void;
}

export interface SetAside {
  /** Its name in the store. */
  key: string;
  text: string;
}

export const PROGRESS_KEY = 'under-load';
/** Where a text that cannot be read is put aside, so that nothing a learner wrote is overwritten. */
export const SET_ASIDE_KEY = 'under-load.set-aside';
/** How many may lie there, each under a name of its own. */
const MOST_SET_ASIDE = 9;
const setAsideKeys = Array.from({ length: MOST_SET_ASIDE }, (_, i) =>
  i === 0 ? SET_ASIDE_KEY : `${SET_ASIDE_KEY}.${String(i + 1)}`,
);

const messages = {
  blocked:
    'This browser does not let the page keep anything. Predictions and edits last until you leave the page.',
  full: 'The browser has no room left for this site. Changes from now on last until you leave the page.',
  newerVersion:
    'Your progress was written by a newer version of this course. It is left as it is; changes last until you leave the page. Load the page again for the newer version.',
  unreadable:
    'Your progress could not be read. It was put aside, and you start afresh. It can be saved from the page “Your progress”.',
};

/**
 * @param open gives the store; it may throw, as browsers do where storage is blocked.
 */
export function createProgressStore(open: () => TextStore): ProgressStore {
  const listeners = new Set<(progress: Progress) => void>();
  /** Undefined while progress is kept in memory alone. */
  let store: TextStore | undefined;
  let opened: TextStore | undefined;
  let newer: string | undefined;
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
    else if (parsed.code === 'newer-version') {
      newer = text;
      leaveStore(messages.newerVersion);
    } else setAside(text);
  }

  function setAside(text: string) {
    progress = emptyProgress();
    try {
      const free = setAsideKeys.find((key) => [null, text].includes(store?.getItem(key) ?? null));
      if (free === undefined) {
        leaveStore(messages.full);
        return;
      }
      store?.setItem(free, text);
      fail(messages.unreadable);
    } catch {
      leaveStore(messages.full);
    }
  }

  /** Whether the store has it now, or there is none. */
  function save(): boolean {
    if (!store) return true;
    const text = JSON.stringify(progress);
    try {
      store.setItem(PROGRESS_KEY, text);
      known = text;
      // What did not fit a moment ago is in the store now.
      if (ahead) health = { ok: true };
      ahead = false;
      return true;
    } catch {
      return false;
    }
  }

  function tell() {
    for (const listener of listeners) listener(progress);
  }

  try {
    opened = open();
    store = opened;
  } catch {
    leaveStore(messages.blocked);
  }
  load();

  return {
    read: () => progress,
    update(change) {
      load();
      progress = change(progress);
      if (!save()) {
        ahead = true;
        fail(messages.full);
      }
      tell();
    },
    tryUpdate(change) {
      load();
      const before = progress;
      progress = change(progress);
      const kept = save();
      if (kept) tell();
      else progress = before;
      return kept;
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
    setAside() {
      try {
        return setAsideKeys.flatMap((key) => {
          const text = opened?.getItem(key) ?? null;
          return text === null ? [] : [{ key, text }];
        });
      } catch {
        return [];
      }
    },
    dropSetAside(key) {
      if (!setAsideKeys.includes(key)) return;
      try {
        opened?.removeItem(key);
      } catch {
        // Blocked meanwhile: it stays, and the page goes on showing it.
      }
    },
    newer: () => newer,
    dropNewer() {
      if (newer === undefined || !opened) return;
      newer = undefined;
      store = opened;
      health = { ok: true };
      // What was done since, in memory, is what is kept from now on.
      if (!save()) leaveStore(messages.full);
      tell();
    },
  };
}
