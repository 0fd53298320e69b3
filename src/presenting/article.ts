/** The lesson's page as slides: which of its parts stand together, and which are shown. */
import { slidesOf } from './slides.ts';
import type { Block, Slide } from './slides.ts';

const text = (element: Element | null): string => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

export function readSlides(article: Element): Slide<HTMLElement>[] {
  const children = [...article.children].filter((child) => child instanceof HTMLElement);
  return slidesOf(children.flatMap(blocksOf));
}

/** Of a child of the article; none for what is not shown, such as the notes. */
function blocksOf(child: HTMLElement): Block<HTMLElement>[] {
  if (child.matches('.lesson-head, .notes, script')) return [];
  if (child.matches('.bench')) return [{ kind: 'lab', about: 'the workbench', item: child }];
  if (child.matches('.step.again')) return [{ kind: 'again', item: child }];
  if (!child.matches('.step, .sources')) return [{ kind: 'more', item: child }];
  const heading = child.querySelector(':scope > h2');
  const name = text(heading);
  if (!child.querySelector(':scope > h3')) return [{ kind: 'step', name, item: child }];
  const parts = [...child.children].filter((part) => part instanceof HTMLElement && part !== heading);
  return (parts as HTMLElement[]).map((item, i) => {
    if (i === 0 && item.tagName !== 'H3') return { kind: 'step', name, item };
    if (item.tagName !== 'H3') return { kind: 'more', item };
    return i === 0
      ? { kind: 'step', name, about: text(item), item }
      : { kind: 'part', about: text(item), item };
  });
}

/** Shows one slide; none, when nothing is presented any more. What is shown is marked, and the style sheet hides the rest. */
export function show(article: Element, slide: Slide<HTMLElement> | undefined): void {
  for (const shown of article.querySelectorAll<HTMLElement>('[data-presented]'))
    delete shown.dataset['presented'];
  for (const item of slide?.items ?? []) {
    item.dataset['presented'] = '';
    const parent = item.parentElement;
    if (!parent || parent === article) continue;
    // One part of a step, under the step's own heading.
    parent.dataset['presented'] = 'part';
    const heading = parent.querySelector<HTMLElement>(':scope > h2');
    if (heading) heading.dataset['presented'] = '';
  }
}

/** The slide that the reader is at: the last one that begins in the upper part of the window. */
export function slideInView(slides: readonly Slide<HTMLElement>[]): number {
  const found = slides.findLastIndex(({ isLab, items: [first] }) => {
    const top = first?.getBoundingClientRect().top;
    return !isLab && top !== undefined && top < innerHeight * 0.4;
  });
  return Math.max(0, found);
}

/** The lesson's own notes, as HTML. */
export function notesOf(article: Element): string {
  const notes = article.querySelector('.notes')?.cloneNode(true);
  if (!(notes instanceof Element)) return '';
  notes.querySelector('summary')?.remove();
  // They are shown at another address.
  for (const link of notes.querySelectorAll('a')) link.setAttribute('href', link.href);
  return notes.innerHTML;
}

/** The way on leads to the next lesson as it is presented. */
export function linkOn(main: Element): () => void {
  const links = [...main.querySelectorAll<HTMLAnchorElement>('.turn a')];
  for (const link of links) link.hash = 'present';
  return () => {
    for (const link of links) link.hash = '';
  };
}
