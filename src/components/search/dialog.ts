/** The search as it is used: what is typed is searched for, arrows go through what was found. */
import { find } from './client.ts';
import { failedSentence, foundSentence, piecesOf, placesOf } from './found.ts';
import type { FoundPage, FoundPlace } from './found.ts';

const MOST_PLACES = 3;
/** After the last key, before it is searched for. */
const PAUSE_MS = 120;

export interface SearchParts {
  dialog: HTMLDialogElement;
  input: HTMLInputElement;
  status: HTMLElement;
  results: HTMLElement;
}

/** Brings the dialog to life, once. What was typed before that is searched for. */
export function bringToLife({ dialog, input, status, results }: SearchParts): void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked, so that a late answer to an earlier question is dropped. */
  let question = 0;

  const search = async (): Promise<void> => {
    const term = input.value.trim();
    const mine = ++question;
    if (term === '') {
      status.textContent = '';
      results.replaceChildren();
      return;
    }
    if (status.textContent === '') status.textContent = 'Searching …';
    const answer = await find(term);
    if (mine !== question) return;
    status.textContent = answer.ok ? foundSentence(term, answer.found) : failedSentence(navigator.onLine);
    results.replaceChildren(...(answer.ok ? answer.found.pages.map(drawPage) : []));
    results.scrollTop = 0;
  };

  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => void search(), PAUSE_MS);
  });
  dialog.addEventListener('keydown', (event) => {
    move(event, input, [...results.querySelectorAll('a')]);
  });
  dialog.addEventListener('click', ({ target }) => {
    // The dialog itself is pressed only outside of what it holds. A link may lead to another place of this page.
    if (target === dialog || (target instanceof Element && target.closest('a, [data-search-close]')))
      dialog.close();
  });
  void search();
}

/** Arrows go from the field through the links and back; Enter in the field follows the first. */
function move(event: KeyboardEvent, input: HTMLInputElement, links: readonly HTMLAnchorElement[]): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [input, ...links];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  if (at === -1) return;
  if (event.key === 'Enter' && at === 0) {
    event.preventDefault();
    links[0]?.click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
}

function drawPage(page: FoundPage): HTMLElement {
  const item = element('li');
  const chapter = element('span', page.chapter);
  chapter.className = 'found-chapter';
  const title = link(page.url, page.title);
  const head = element('p');
  head.className = 'found-page';
  head.append(title, ' ', chapter);
  const places = element('ul');
  places.setAttribute('role', 'list');
  places.append(...placesOf(page, MOST_PLACES).map((place) => drawPlace(place, page)));
  item.append(head, places);
  return item;
}

function drawPlace(place: FoundPlace, page: FoundPage): HTMLElement {
  const item = element('li');
  const excerpt = element('p');
  excerpt.append(...piecesOf(place.excerpt).map(({ text, hit }) => (hit ? element('mark', text) : text)));
  // What is found before the first heading is the page's own, and has its link.
  if (place.url !== page.url) item.append(link(place.url, place.title));
  item.append(excerpt);
  return item;
}

function link(href: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href, textContent: text });
}

function element(name: string, text = ''): HTMLElement {
  return Object.assign(document.createElement(name), { textContent: text });
}
