import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';

export interface Edits {
  /** The lab's files as it ships them, by name. */
  readonly originals: ReadonlyMap<string, string>;
  /** The files that differ from them, with their whole new text. */
  readonly changed: Signal<ReadonlyMap<string, string>>;
  /** A file as it stands; empty for a file that the lab has not. */
  text: (file: string) => string;
  setText: (file: string, text: string) => void;
  /** Gives one file, or all, the text that the lab ships. */
  reset: (file?: string) => void;
  /** Takes over what was saved elsewhere, in another tab or from a file; what is not yet written here stays. */
  adopt: (saved: Readonly<Record<string, string>>) => void;
  /** Writes what is not yet written. */
  flush: () => void;
}

export interface EditsOptions {
  originals: ReadonlyMap<string, string>;
  /** Names of the files that may be changed. */
  editable: ReadonlySet<string>;
  saved: Readonly<Record<string, string>>;
  /** Is given the files that were touched since the last time; undefined stands for the text that the lab ships. */
  save: (touched: ReadonlyMap<string, string | undefined>) => void;
  /** Calls back a moment later and returns how to call it off. */
  later: (task: () => void) => () => void;
}

/** The learner's changes to a lab's files, kept a moment after the last keystroke. */
export function createEdits({ originals, editable, saved, save, later }: EditsOptions): Edits {
  // A saved edit of a file that the lab no longer has, or no longer lets one edit, is left where it is.
  const usable = (kept: Readonly<Record<string, string>>) =>
    Object.entries(kept).filter(([file, text]) => editable.has(file) && originals.get(file) !== text);
  const changed = signal<ReadonlyMap<string, string>>(new Map(usable(saved)));
  /** Files that were touched and are not yet written: another tab's texts of them come too early. */
  const touched = new Set<string>();
  let cancel: (() => void) | undefined;

  const flush = () => {
    if (!cancel) return;
    cancel();
    cancel = undefined;
    const texts = new Map([...touched].map((file) => [file, changed.value.get(file)]));
    touched.clear();
    save(texts);
  };
  const change = (next: Map<string, string>, files: Iterable<string>) => {
    for (const file of files) touched.add(file);
    changed.value = next;
    cancel?.();
    cancel = later(flush);
  };

  return {
    originals,
    changed,
    text: (file) => changed.value.get(file) ?? originals.get(file) ?? '',
    setText(file, text) {
      if (!editable.has(file) || text === (changed.value.get(file) ?? originals.get(file))) return;
      const next = new Map(changed.value);
      if (text === originals.get(file)) next.delete(file);
      else next.set(file, text);
      change(next, [file]);
    },
    reset(file) {
      const next = new Map(changed.value);
      if (file === undefined) next.clear();
      else next.delete(file);
      change(next, file === undefined ? changed.value.keys() : [file]);
    },
    adopt(kept) {
      const next = new Map(usable(kept));
      for (const file of touched) {
        const text = changed.value.get(file);
        if (text === undefined) next.delete(file);
        else next.set(file, text);
      }
      const same =
        next.size === changed.value.size &&
        [...next].every(([file, text]) => changed.value.get(file) === text);
      if (!same) changed.value = next;
    },
    flush,
  };
}
