/** What a lesson shows at one time while it is presented. */

/** A part of the lesson, in order. */
export type Block<T> =
  /** A step begins: `4 Read`. */
  | { kind: 'step'; name: string; about?: string; item: T }
  /** A heading within a step. */
  | { kind: 'part'; about: string; item: T }
  /** A further part of the step that has no heading. */
  | { kind: 'again'; item: T }
  | { kind: 'lab'; about: string; item: T }
  /** All else. */
  | { kind: 'more'; item: T };

export interface Slide<T> {
  /** Of its step: `4 Read`. */
  name: string;
  /** Of its part of the step. */
  about: string | undefined;
  isLab: boolean;
  items: T[];
}

/** A step's first words are no slide of their own: up to so many parts stand with what follows. */
const MOST_FIRST_WORDS = 3;

/** A step is a slide; each heading in it begins another, and the workbench is one by itself. */
export function slidesOf<T>(blocks: readonly Block<T>[]): Slide<T>[] {
  const slides: Slide<T>[] = [];
  let step = '';
  const begin = (item: T, about?: string, isLab = false) => {
    slides.push({ name: step, about, isLab, items: [item] });
  };
  for (const block of blocks) {
    const last = slides.at(-1);
    if (block.kind === 'step') step = block.name;
    const isFirst = last?.name === step && last.about === undefined && !last.isLab;
    if (block.kind === 'part' && isFirst && last.items.length <= MOST_FIRST_WORDS) {
      last.items.push(block.item);
      last.about = block.about;
    } else if (block.kind === 'more' && last && !last.isLab) last.items.push(block.item);
    else begin(block.item, 'about' in block ? block.about : undefined, block.kind === 'lab');
  }
  return slides;
}

/** `4 Read: Three meters` */
export function nameOf({ name, about }: Pick<Slide<unknown>, 'name' | 'about'>): string {
  return about === undefined ? name : `${name}: ${about}`;
}
