/** Whether the browser is to keep pages, so that they can be read without a network. */

/** Where the local server answers. It needs no network, and whatever else answers there is another site's. */
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])$/;
const KEY = 'under-load.keep-pages';
const NO = 'no';

export const isLocal = (): boolean => LOCAL.test(location.hostname);

export function mayKeepPages(): boolean {
  return !isLocal() && 'serviceWorker' in navigator && chosen() !== NO;
}

/** Remembers what the reader wants of this browser. */
export function choose(keep: boolean): void {
  try {
    if (keep) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, NO);
  } catch {
    // Storage is blocked: then nothing is kept either.
  }
}

function chosen(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return NO;
  }
}
