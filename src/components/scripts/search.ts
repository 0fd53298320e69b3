/** The search before it is used: a button and a key, which download the rest. */
import type { SearchParts } from '../search/dialog.ts';
import { registerKey } from './keys.ts';

function partsOf(dialog: HTMLDialogElement): SearchParts | undefined {
  const input = dialog.querySelector('input');
  const status = dialog.querySelector<HTMLElement>('[role="status"]');
  const results = dialog.querySelector<HTMLElement>('[data-search-results]');
  return input && status && results ? { dialog, input, status, results } : undefined;
}

export function startSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-search-dialog]');
  const parts = dialog && partsOf(dialog);
  if (!parts) return;
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    try {
      const { bringToLife } = await import('../search/dialog.ts');
      bringToLife(parts);
    } catch {
      loading = undefined;
      parts.status.textContent =
        'The search could not be loaded. Look at the connection, then open it again.';
    }
  };
  /** At once, so that nothing is lost of what is typed while the rest comes. What was typed before is there to be written over. */
  const open = (): void => {
    parts.dialog.showModal();
    parts.input.select();
    loading ??= load();
  };
  document.querySelector('[data-search-button]')?.addEventListener('click', open);
  registerKey({ keys: ['/'], does: 'Searches the lessons', act: open });
}
