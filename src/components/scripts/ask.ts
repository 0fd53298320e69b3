/** Asks before something is lost, in the page's dialog (`data-ask`). */

/** Calls `then` if the learner agrees. */
export function ask(title: string, text: string, yes: string, then: () => void): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-ask]');
  if (!dialog) return;
  const part = <E extends HTMLElement>(name: string) => dialog.querySelector<E>(`[data-ask-${name}]`);
  const write = (name: string, words: string) => {
    const place = part(name);
    if (place) place.textContent = words;
  };
  write('title', title);
  write('text', text);
  write('yes', yes);
  const answered = new AbortController();
  const { signal } = answered;
  part('yes')?.addEventListener(
    'click',
    () => {
      dialog.close();
      then();
    },
    { signal },
  );
  part('no')?.addEventListener(
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
