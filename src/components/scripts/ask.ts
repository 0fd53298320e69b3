/** Asks before something is lost, in the page's dialog (`data-ask`). */
import { find, write } from './marked.ts';

/** Calls `then` if the learner agrees. */
export function ask(title: string, text: string, yes: string, then: () => void): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-ask]');
  if (!dialog) return;
  write('ask-title', title);
  write('ask-text', text);
  write('ask-yes', yes);
  const answered = new AbortController();
  const { signal } = answered;
  find('ask-yes')?.addEventListener(
    'click',
    () => {
      dialog.close();
      then();
    },
    { signal },
  );
  find('ask-no')?.addEventListener(
    'click',
    () => {
      dialog.close();
    },
    { signal },
  );
  dialog.addEventListener(
    'close',
    () => {
      answered.abort();
    },
    { signal },
  );
  dialog.showModal();
}
