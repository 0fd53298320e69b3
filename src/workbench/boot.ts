/**
 * The workbench's only script before it is touched. Run, a tab, a control, the badge, an editable
 * region or an `under-load:open` event loads the rest.
 */
import type { Session } from './state/session.ts';
import { isTab, wishOf } from './wake.ts';
import type { Wish } from './wake.ts';

/** Asks for a place in the workbench from anywhere in the page. */
export interface OpenRequest {
  tab: string;
  diff?: boolean;
  file?: string;
}

const root = document.querySelector<HTMLElement>('[data-workbench]');
/** What was asked for while the rest is on its way. */
let waiting: Wish[] = [];
let waking: Promise<Session | undefined> | undefined;

function wake(wish: Wish): void {
  if (!root) return;
  waiting.push(wish);
  waking ??= load(root);
}

async function load(bench: HTMLElement): Promise<Session | undefined> {
  bench.setAttribute('aria-busy', 'true');
  try {
    const { bringToLife } = await import('./live.tsx');
    return await bringToLife(bench, waiting);
  } catch {
    // Nothing came of it, so that the next press tries again.
    waking = undefined;
    waiting = [];
    say(bench, 'The workbench could not be loaded. Look at the connection, then try again.');
    return undefined;
  } finally {
    bench.removeAttribute('aria-busy');
  }
}

function say(bench: HTMLElement, text: string): void {
  const place = bench.querySelector('[role="alert"]');
  if (!place) return;
  const problem = document.createElement('div');
  problem.className = 'wb-problem';
  problem.dataset['level'] = 'error';
  problem.textContent = text;
  place.replaceChildren(problem);
}

function onTouch(event: Event): void {
  if (!(event.target instanceof Element) || !root || 'live' in root.dataset) return;
  const marked = event.target.closest<HTMLElement>('[data-wake]');
  const field = marked instanceof HTMLInputElement ? marked : undefined;
  // A field speaks when its value changes, a button when it is pressed.
  if (!marked || (event.type === 'click') === (field !== undefined)) return;
  const wish = wishOf(marked.dataset['wake'] ?? '', field);
  if (wish) wake(wish);
}

/** Arrow keys go from tab to tab before the workbench is there to answer them. */
function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || !root || 'live' in root.dataset) return;
  const tabs = [...root.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === event.target);
  const { length } = tabs;
  const to = { ArrowRight: (at + 1) % length, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  tabs.at(to)?.focus();
  tabs.at(to)?.click();
}

root?.addEventListener('click', onTouch);
root?.addEventListener('keydown', onKey);
root?.addEventListener('input', onTouch);

document.addEventListener('under-load:open', (event) => {
  const { tab, diff = false, file } = (event as CustomEvent<OpenRequest>).detail;
  if (!isTab(tab)) return;
  const place = { diff, ...(file !== undefined && { file }) };
  root?.scrollIntoView({ block: 'nearest' });
  const open = (session: Session | undefined) => session?.open(tab, place);
  if (waking) void waking.then(open);
  else wake({ kind: 'tab', tab, place });
});

// An address that names a draw (`?shop=17`) is of its files, and the page's HTML of those that were recorded.
const draws = root?.dataset['draws'];
if (draws !== undefined && new URLSearchParams(location.search).has(draws))
  wake({ kind: 'tab', tab: 'checks' });

/** Settings that came with the link: `#set=rate:20`. */
function takeSettings(): void {
  const fragment = location.hash;
  if (!fragment.startsWith('#set=')) return;
  if (waking) void waking.then((session) => session?.share.apply(fragment));
  else wake({ kind: 'settings', fragment });
}
takeSettings();
addEventListener('hashchange', takeSettings);

const regions = document.querySelectorAll<HTMLElement>('[data-region]');
for (const region of regions) {
  region.querySelector('[data-edit]')?.addEventListener('click', () => {
    void import('./live.tsx').then(({ editRegion }) => editRegion(region));
  });
  region.querySelector('[data-open-code]')?.addEventListener('click', () => {
    const detail: OpenRequest = { tab: 'code', file: region.dataset['file'] ?? '' };
    document.dispatchEvent(new CustomEvent('under-load:open', { detail }));
  });
}
// What was edited on an earlier visit is what the prose shows.
if (regions.length > 0)
  void import('./code/saved-regions.ts').then(({ showSaved }) => {
    showSaved(regions);
  });
