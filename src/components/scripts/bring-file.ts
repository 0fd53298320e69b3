/** Bringing a file of progress: chosen or dropped, shown, and taken in as the learner wants it. */
import { readProgress } from '../../course/progress.ts';
import type { Progress } from '../../course/progress.ts';
import { checkSize, readProgressFile } from '../../course/progress/file.ts';
import type { ReadProgressFile } from '../../course/progress/file.ts';
import { countDifferences, countProgress, isEmpty, mergeProgress } from '../../course/progress/merge.ts';
import { find, write } from './marked.ts';
import { inWords } from './progress-words.ts';

/** The file that is shown. */
let offered: Progress | undefined;

/**
 * @param change takes a change in and offers to undo it; answers why not, where it could not be kept
 */
export function startBringing(
  change: (to: (now: Progress) => Progress, outcome: string) => string | undefined,
): void {
  const input = document.querySelector<HTMLInputElement>('[data-file]');
  const drop = find('drop');
  const form = document.querySelector<HTMLFormElement>('[data-offer]');
  input?.addEventListener('change', () => {
    void open(input.files?.[0]);
    // The same file, mended, is to be a change again.
    input.value = '';
  });
  drop?.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.dataset['over'] = '';
  });
  drop?.addEventListener('dragleave', () => delete drop.dataset['over']);
  drop?.addEventListener('drop', (event) => {
    event.preventDefault();
    delete drop.dataset['over'];
    void open(event.dataTransfer?.files[0]);
  });
  find('offer-cancel')?.addEventListener('click', () => {
    close();
    input?.focus();
  });
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const theirs = offered;
    if (!theirs) return;
    const way = new FormData(form).get('way');
    const fault = change(
      (now) =>
        way === 'replace'
          ? { ...theirs, settings: now.settings }
          : mergeProgress(now, theirs, way === 'theirs' ? 'theirs' : 'mine'),
      `Brought in: ${inWords(countProgress(theirs))}.`,
    );
    close();
    write('fault', fault ?? '');
    input?.focus();
  });
}

function close(): void {
  offered = undefined;
  const form = document.querySelector<HTMLFormElement>('[data-offer]');
  form?.reset();
  if (form) form.hidden = true;
}

async function open(file: File | undefined): Promise<void> {
  if (!file) return;
  close();
  write('fault', '');
  const read = await readFile(file);
  if (!read.ok) {
    write('fault', `“${file.name}” was not brought in. ${read.message} Nothing was changed.`);
    return;
  }
  if (isEmpty(read.progress)) {
    write(
      'fault',
      `“${file.name}” has no progress in it: it was saved before there was any. Nothing was changed.`,
    );
    return;
  }
  offer(file.name, read.progress, read.exportedAt);
}

async function readFile(file: File): Promise<ReadProgressFile> {
  const tooLarge = checkSize(file.size);
  if (tooLarge) return tooLarge;
  try {
    return readProgressFile(await file.text());
  } catch {
    return { ok: false, code: 'unreadable', message: 'It could not be read. Choose it again.' };
  }
}

/** Shows what is in it, and what can be done with it. */
function offer(name: string, theirs: Progress, savedAt: Date | undefined): void {
  const mine = readProgress();
  const form = document.querySelector<HTMLFormElement>('[data-offer]');
  if (!form) return;
  offered = theirs;
  const date = savedAt?.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  write('offer-title', date === undefined ? name : `${name}, saved ${date}`);
  const counts = countProgress(theirs);
  write('offer-content', `In it: ${inWords(counts)}.`);
  const caution = find('offer-code');
  if (caution) caution.hidden = counts.edits === 0;

  const ways = find('offer-ways');
  if (ways) ways.hidden = isEmpty(mine);
  const differences = countDifferences(mine, theirs);
  const differs = differences.predictions + differences.edits > 0;
  write(
    'way="mine"',
    differs
      ? `Add the file to it. Where both have something (${inWords(differences)}), keep what is here`
      : 'Add the file to it: nothing that is here is lost',
  );
  write('way="theirs"', `Add the file to it. Where both have something, take the file’s`);
  const theirsWay = find('way="theirs"')?.closest('label');
  if (theirsWay) theirsWay.hidden = !differs;
  form.hidden = false;
  find('offer-title')?.focus();
}
