/**
 * The local engine's token in the page. It arrives in the address's fragment, which no server and
 * no log sees, is kept for this tab alone, and the address is cleaned at once.
 */
const KEY = 'under-load-token';
const FRAGMENT = /^#token=([\w-]{16,200})$/;

/** For browsers that refuse storage: lasts until the page is left. */
let kept: string | undefined;

/**
 * The token of this tab. Every page calls this once as soon as it is there, so that the address is
 * clean and the next page of the tab has the token too. Undefined where the tab was not
 * opened from `npm start`'s address.
 */
export function readToken(): string | undefined {
  const fresh = typeof location === 'undefined' ? undefined : FRAGMENT.exec(location.hash)?.[1];
  if (fresh === undefined) return kept ?? stored();
  kept = fresh;
  // `opened` is how the server knows the browser that it opened; nobody needs it any more.
  const search = location.search.replace(/^\?opened=\w+$/, '');
  history.replaceState(history.state, '', location.pathname + search);
  try {
    sessionStorage.setItem(KEY, fresh);
  } catch {
    // Storage is blocked or full: `kept` serves this page, the next one asks for the address again.
  }
  return fresh;
}

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined; // Storage is blocked, or this is not a browser.
  }
}
