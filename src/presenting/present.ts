/** Presents the lesson of this page: large type, one step at a time, the workbench by itself. Loaded when it is asked for. */
import { registerKey, showKeys } from '../components/scripts/keys.ts';
import { pressReset, pressRun, runStatus, showTabs } from '../workbench/remote.ts';
import { linkOn, notesOf, readSlides, show, slideInView } from './article.ts';
import { keepAwake } from './awake.ts';
import { createBar } from './bar.ts';
import { actionKeys, ownKeys, WHERE } from './keys.ts';
import type { Action, PresentingKey } from './keys.ts';
import { createNotes } from './notes.ts';
import { nameOf } from './slides.ts';
import { createTypeSize } from './type-size.ts';

/** Of the height that is seen, how much one press reads on. */
const READ_ON = 0.8;
const BLOCKED =
  'The browser did not open the window with notes. Allow pop-up windows for this site, mostly by a sign at the end of the address line, then press Notes again.';

let leave: (() => void) | undefined;

/** Begins, or leaves, if the lesson is being presented. */
export function togglePresenting(): void {
  if (leave) leave();
  else present(undefined);
}

/**
 * @param wanted the slide to begin with, from 1; left out, the one that the reader is at
 */
export function present(wanted: number | undefined): void {
  const article = document.querySelector<HTMLElement>('main.lesson > article');
  const main = article?.parentElement;
  if (leave || !article || !main) return;
  const root = document.documentElement;
  const slides = readSlides(article);
  const began = Date.now();
  const before = { top: scrollY, focus: document.activeElement };
  const lab = slides.findIndex(({ isLab }) => isLab);
  let at = (wanted ?? 0) - 1;
  if (!(at in slides)) at = wanted === undefined ? slideInView(slides) : 0;
  /** Where `w` goes back to. */
  let beside: number | undefined;
  const over = new AbortController();
  const size = createTypeSize(root);

  const scroller = (): Element =>
    (at === lab ? slides[at]?.items[0]?.querySelector('.bench-body') : undefined) ?? root;
  const jump = (top: number): void => {
    scroller().scrollTo({ top, behavior: 'instant' });
  };
  const go = (to: number): void => {
    const slide = slides[to];
    if (!slide) return;
    at = to;
    show(article, slide);
    root.dataset['presenting'] = slide.isLab
      ? 'lab'
      : to === 0
        ? 'first'
        : to === slides.length - 1
          ? 'last'
          : '';
    jump(0);
    history.replaceState(
      history.state,
      '',
      `${location.pathname}${location.search}#present-${String(to + 1)}`,
    );
    bar.tell({ at: to + 1, of: slides.length, name: nameOf(slide) });
    notes.tell();
    // What had the focus may be gone: the next Tab goes into what is shown.
    const focused = document.activeElement;
    if (!focused || focused === document.body || !focused.checkVisibility({ visibilityProperty: true }))
      focus(main);
  };
  const read = (direction: 1 | -1): void => {
    const { scrollTop, clientHeight, scrollHeight } = scroller();
    const rest = direction === 1 ? scrollHeight - clientHeight - scrollTop : scrollTop;
    // A line of a few px is not worth a press.
    if (rest < 8) go(at + direction);
    else jump(scrollTop + direction * Math.min(rest, clientHeight * READ_ON));
  };
  const showLab = (): void => {
    if (at === lab || lab < 0) return;
    beside = at;
    go(lab);
  };
  const actions: Readonly<Record<Action, () => void>> = {
    next: () => {
      go(at + 1);
    },
    previous: () => {
      go(at - 1);
    },
    on: () => {
      read(1);
    },
    back: () => {
      read(-1);
    },
    first: () => {
      go(0);
    },
    last: () => {
      go(slides.length - 1);
    },
    lab: () => {
      if (at !== lab) showLab();
      else go(beside ?? lab - 1);
    },
    run: () => {
      showLab();
      pressRun();
    },
    reset: () => {
      pressReset();
    },
    larger: () => {
      size.change(1);
    },
    smaller: () => {
      size.change(-1);
    },
  };
  const openNotes = (): void => {
    bar.warn(notes.open() ? '' : BLOCKED);
  };
  const end = (): void => {
    leave = undefined;
    over.abort();
    for (const undo of undos) undo();
    show(article, undefined);
    delete root.dataset['presenting'];
    history.replaceState(history.state, '', location.pathname + location.search);
    scrollTo({ top: before.top, behavior: 'instant' });
    const { focus: former } = before;
    if (former instanceof HTMLElement && former !== document.body) former.focus({ preventScroll: true });
    else main.blur();
  };

  const bar = createBar({
    previous: actions.previous,
    next: actions.next,
    notes: openNotes,
    keys: showKeys,
    leave: end,
  });
  const notes = createNotes(
    () => {
      const [now, next] = [slides[at], slides[at + 1]];
      return {
        lesson: article.querySelector('h1')?.textContent ?? '',
        began,
        at: at + 1,
        of: slides.length,
        step: now ? nameOf(now) : '',
        next: next && nameOf(next),
        run: runStatus(),
        notes: notesOf(article),
      };
    },
    (action) => {
      actions[action]();
    },
  );
  const key = ({ keys, does }: PresentingKey, act: () => void) =>
    registerKey({ keys, does, where: WHERE, act });
  const undos = [
    ...Object.entries(actions).map(([name, act]) => key(actionKeys[name as Action], act)),
    key(ownKeys.notes, openNotes),
    key(ownKeys.leave, end),
    // "Compare with the solution", and other buttons that open a place in the workbench.
    listen('under-load:open', () => {
      showLab();
      showTabs();
    }),
    linkOn(main),
    size.restore,
    bar.remove,
    notes.close,
  ];
  leave = end;
  keepAwake(over.signal);
  go(at);
  focus(main);
}

function listen(event: string, act: () => void): () => void {
  document.addEventListener(event, act);
  return () => {
    document.removeEventListener(event, act);
  };
}

/** A place that is no control of its own. */
function focus(place: HTMLElement): void {
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
