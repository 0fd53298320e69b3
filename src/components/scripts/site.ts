/** The scripts of every page: the engine's token, the theme, the keys, what is done, whether progress is kept, and a copy for later. */
import { onProgress, readProgress, storeHealth } from '../../course/progress.ts';
import { readToken } from '../../engines/token.ts';
import { startKeys } from './keys.ts';
import { mayKeepPages } from './may-keep.ts';
import { startSearch } from './search.ts';
import { startTheme } from './theme.ts';

function showDone(): void {
  const { done } = readProgress();
  for (const place of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    place.toggleAttribute('data-done', (place.dataset['lesson'] ?? '') in done);
  }
  for (const chapter of document.querySelectorAll<HTMLElement>('[data-chapter]')) {
    const lessons = (chapter.dataset['chapter'] ?? '').split(' ');
    const count = lessons.filter((id) => id in done).length;
    const place = chapter.querySelector('[data-chapter-done]');
    if (place) place.textContent = count > 0 ? ` · ${String(count)} of ${String(lessons.length)} done` : '';
  }
}

function showHealth(): void {
  const notice = document.querySelector<HTMLElement>('[data-store-notice]');
  const health = storeHealth();
  if (!notice) return;
  notice.hidden = health.ok;
  if (!health.ok) notice.textContent = health.message;
}

function show(): void {
  showDone();
  showHealth();
}

readToken();
startTheme();
startSearch();
startKeys();
onProgress(show);
show();
if (mayKeepPages()) void import('./keep-pages.ts').then(({ keepThisPage }) => keepThisPage());
