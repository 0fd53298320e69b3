/** The page about what the browser keeps of a learner: saving it, bringing it back, erasing it. */
import {
  dropNewerProgress,
  dropSetAside,
  newerProgress,
  onProgress,
  readProgress,
  setAsideTexts,
  tryUpdateProgress,
} from '../../course/progress.ts';
import type { Progress } from '../../course/progress.ts';
import { countProgress } from '../../course/progress/merge.ts';
import { progressFileName, writeProgressFile } from '../../course/progress/file.ts';
import { emptyProgress } from '../../course/progress/schema.ts';
import { saveFile } from '../../workbench/panel/save-file.ts';
import { ask } from './ask.ts';
import { startBringing } from './bring-file.ts';
import { find, write } from './marked.ts';
import { inWords } from './progress-words.ts';

const NO_ROOM =
  'The browser has no room for it, so nothing was changed. Remove what is put aside, or erase what is here, and try again.';

/** What the learner has, without the settings of this browser. */
const learnt = (progress: Progress): string => JSON.stringify({ ...progress, settings: undefined });

/** How to go back behind the last change that was made on this page. */
let undo: { before: Progress; after: string } | undefined;

function say(text: string, action?: HTMLElement): void {
  const place = find('outcome');
  if (!place) return;
  const words = document.createElement('span');
  words.textContent = text;
  place.replaceChildren(words, ...(action ? [action] : []));
  place.scrollIntoView({ block: 'nearest' });
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button',
    textContent: label,
  });
  made.addEventListener('click', press);
  return made;
}

/** Changes the progress, says so, and offers the way back. Answers why not, where there is no room. */
function change(to: (now: Progress) => Progress, outcome: string): string | undefined {
  const before = readProgress();
  undo = undefined;
  if (!tryUpdateProgress(to)) return NO_ROOM;
  undo = { before, after: learnt(readProgress()) };
  say(outcome, button('Undo', takeBack));
  return undefined;
}

function takeBack(): void {
  if (!undo) return;
  const { before } = undo;
  undo = undefined;
  const kept = tryUpdateProgress((now) => ({ ...before, settings: now.settings }));
  say(kept ? `Undone. Here are again: ${inWords(countProgress(before))}.` : NO_ROOM);
}

function showCounts(): void {
  const counts = countProgress(readProgress());
  for (const [name, count] of Object.entries(counts)) {
    write(`count="${name}"`, String(count));
  }
  if (undo && learnt(readProgress()) !== undo.after) {
    undo = undefined;
    say('Your progress has changed since, so that can no longer be undone.');
  }
}

function showAside(): void {
  const [section, list] = [find('aside'), find('aside-list')];
  const texts = setAsideTexts();
  if (section) section.hidden = texts.length === 0;
  list?.replaceChildren(
    ...texts.map(({ key, text }, i) => {
      const item = document.createElement('li');
      const name = document.createElement('span');
      name.textContent = `${text.length.toLocaleString('en-GB')} characters that could not be read`;
      const actions = Object.assign(document.createElement('span'), { className: 'actions' });
      const save = button('Save as a file', () => {
        saveFile(`under-load-put-aside-${String(i + 1)}.json`, 'application/json', text);
      });
      const remove = button('Remove…', () => {
        ask(
          'Remove what was put aside?',
          'It is kept nowhere else, and cannot be brought back.',
          'Remove it',
          () => {
            dropSetAside(key);
            showAside();
            say('Removed.');
          },
        );
      });
      actions.append(save, remove);
      item.append(name, actions);
      return item;
    }),
  );
}

function showNewer(): void {
  const section = find('newer');
  if (section) section.hidden = newerProgress() === undefined;
}

function show(): void {
  showCounts();
  showAside();
  showNewer();
}

find('save')?.addEventListener('click', () => {
  const now = new Date();
  saveFile(progressFileName(now), 'application/json', writeProgressFile(readProgress(), now));
});
find('newer-save')?.addEventListener('click', () => {
  saveFile('under-load-progress-newer.json', 'application/json', newerProgress() ?? '');
});
find('newer-drop')?.addEventListener('click', () => {
  ask(
    'Give up what the newer version wrote?',
    'It is erased from this browser, and this version starts afresh. Save it first if you may want it again.',
    'Give it up',
    () => {
      dropNewerProgress();
      say('Progress is kept again from here on.');
    },
  );
});
find('erase')?.addEventListener('click', () => {
  const counts = countProgress(readProgress());
  ask(
    'Erase your progress?',
    `Here are ${inWords(counts)}. As long as this page is open, you can undo it.`,
    'Erase it',
    () => {
      const fault = change(
        ({ settings }) => ({ ...emptyProgress(), settings }),
        `Erased: ${inWords(counts)}.`,
      );
      if (fault !== undefined) say(fault);
    },
  );
});
startBringing(change);
onProgress(show);
show();
