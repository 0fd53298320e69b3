/**
 * The keys of the page: one list and one listener. Whoever has a key adds it to the list; `?` shows
 * them all. CONTRIBUTING.md, "Adding a key", says how.
 */
import { readProgress } from '../../course/progress.ts';

export interface Key {
  /** As `event.key` has them; letters in lower case. */
  keys: readonly string[];
  /** What it does, as the list says it: `Shows this list`. */
  does: string;
  /** Where it does that, a heading of the list. Left out: everywhere. */
  where?: string;
  /** Left out: always. */
  when?: () => boolean;
  act: () => void;
}

/** As much of a `KeyboardEvent` as decides which key it is. */
export type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const registered: Key[] = [];

/** Adds a key to the page, until the function returned is called. Of two with the same name the newer one acts. */
export function registerKey(key: Key): () => void {
  registered.push(key);
  return () => {
    const at = registered.indexOf(key);
    if (at >= 0) registered.splice(at, 1);
  };
}

export const registeredKeys = (): readonly Key[] => registered;

/** Whether it is a letter or a sign, which somebody who speaks to the computer may say by accident (WCAG 2.1.4). */
export const isSingle = (key: string): boolean => key.length === 1 && key !== ' ';

/**
 * Which of the keys was pressed. With Ctrl, Alt or Meta it is the browser's; with Shift only a sign is
 * ours, for many keyboards have signs there.
 *
 * @param single whether letters and signs act
 */
export function keyOf<K extends Pick<Key, 'keys' | 'when'>>(
  press: Press,
  keys: readonly K[],
  single: boolean,
): K | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const isSign = isSingle(key) && key === key.toUpperCase();
  if (press.shiftKey && !isSign) return undefined;
  if (isSingle(key) && !single) return undefined;
  return keys.findLast((one) => one.keys.includes(key) && (one.when?.() ?? true));
}

const FIELDS = 'input, select, textarea, [contenteditable]:not([contenteditable="false"])';
const WITHOUT_TEXT = 'input:is([type="checkbox"], [type="radio"], [type="range"])';
/** They have a use of their own for arrows, Home, End and the space bar. */
const MOVED = `${FIELDS}, [role="tab"], [role="slider"], [role="separator"]`;
const PRESSED = 'a, button, summary';

/** Whether what has the focus wants the key for itself. */
function isTaken({ target }: KeyboardEvent, key: string): boolean {
  // Below a dialog nothing acts.
  if (document.querySelector('dialog:modal')) return true;
  if (key === 'Escape' && document.querySelector(':popover-open')) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) && !target.matches(WITHOUT_TEXT)) return true;
  if (key === 'Escape' || isSingle(key)) return false;
  return target.closest(key === ' ' ? `${PRESSED}, ${MOVED}` : MOVED) !== null;
}

const single = (): boolean => readProgress().settings.singleKeys !== false;

/** Begins to listen. Once for each page. */
export function startKeys(): void {
  registerKey({ keys: ['?'], does: 'Shows this list', act: showKeys });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || isTaken(event, event.key)) return;
    const key = keyOf(event, registered, single());
    if (!key) return;
    event.preventDefault();
    // Held down, an arrow goes on, and a run is started once.
    if (!event.repeat || !isSingle(event.key)) key.act();
  });
  for (const button of document.querySelectorAll('[data-keys-button]'))
    button.addEventListener('click', showKeys);
}

export function showKeys(): void {
  void import('./keys-dialog.ts').then(({ openKeysDialog }) => openKeysDialog());
}
