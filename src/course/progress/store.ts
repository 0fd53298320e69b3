/**
 * Keeps a learner's progress in a store of texts, and goes on in memory where the store is
 * blocked, full or broken. Nothing here throws.
 */
import { emptyProgress, parseProgress } from './schema.ts';
import type { Progress } from './schema.ts';
import { readStamps, stampedText, withStamp } from './stamps.ts';
import type { Stamps } from './stamps.ts';

/** As much of `localStorage` as is needed. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export type StoreHealth = { ok: true } | { ok: false; message: string };

/** Gives a new value and leaves the old one alone; made a second time, it changes nothing more. */
type Change = (progress: Progress) => Progress;

export interface ProgressStore {
  read: () => Progress;
  /** Changes what other tabs may have changed meanwhile, too: it starts from what is stored now. */
  update: (change: Change) => void;
  /** The same, but only if it can be kept: without room for it nothing changes, and the answer is false. */
  tryUpdate: (change: Change) => boolean;
  /** Calls back after every change, until the function returned is called. */
  listen: (listener: (progress: Progress) => void) => () => void;
  /** Another tab wrote. What it overwrote of this tab's latest changes is made again. */
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
/** How long a change may still be overwritten by a tab that has not heard of it, in ms. */
const HEARD_OF_WITHIN = 5000;
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
 * @param now ms on a clock that never goes back
 */
export function createProgressStore(
  open: () => TextStore,
  now: () => number = () => performance.now(),
): ProgressStore {
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
  // Not `crypto.randomUUID`, which a page without https does not have.
  const tab = Math.random().toString(36).slice(2);
  let stamps: Stamps = {};
  let changes = 0;
  /** This tab's latest changes, each with its number and when it was made. */
  let latest: { number: number; at: number; change: Change }[] = [];

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
      // Cleared by the reader: nothing is to come back.
      progress = emptyProgress();
      stamps = {};
      latest = [];
      return;
    }
    const parsed = parseProgress(text);
    if (parsed.ok) {
      progress = parsed.progress;
      stamps = readStamps(text);
    } else if (parsed.code === 'newer-version') {
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
    const written = withStamp(stamps, tab, changes);
    const text = stampedText(progress, written);
    try {
      store.setItem(PROGRESS_KEY, text);
      known = text;
      stamps = written;
      // What did not fit a moment ago is in the store now.
      if (ahead) health = { ok: true };
      ahead = false;
      return true;
    } catch {
      return false;
    }
  }

  /** Makes again what the text does not have of this tab's latest changes. Whether there was any. */
  function makeAgain(): boolean {
    if (!store || ahead) return false;
    const had = stamps[tab] ?? 0;
    const lost = latest.filter(({ number, at }) => number > had && now() - at < HEARD_OF_WITHIN);
    progress = lost.reduce((made, { change }) => change(made), progress);
    return lost.length > 0;
  }

  function note(change: Change) {
    changes += 1;
    latest = [
      ...latest.filter(({ at }) => now() - at < HEARD_OF_WITHIN),
      { number: changes, at: now(), change },
    ];
  }

  function keep() {
    if (save()) return;
    ahead = true;
    fail(messages.full);
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
      makeAgain();
      progress = change(progress);
      note(change);
      keep();
      tell();
    },
    tryUpdate(change) {
      load();
      makeAgain();
      const before = { progress, changes, latest };
      progress = change(progress);
      note(change);
      const kept = save();
      if (kept) tell();
      else ({ progress, changes, latest } = before);
      return kept;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh() {
      const before = progress;
      load();
      if (makeAgain()) keep();
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
