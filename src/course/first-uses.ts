/** Finds the first use of each word of the glossary in a lesson. */
import type { Term } from './glossary.ts';

/** Part of a text; with a term, its first use. */
export interface Use {
  text: string;
  term?: Term;
}

/** How a term is written in prose. Not as a part of a longer word. */
export function formOf({ forms }: Term): RegExp {
  // The longest first: an expression takes the first of its choices that fits.
  const choices = [...forms].sort((a, b) => b.length - a.length).map((form) => pattern(form));
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${choices.join('|')})(?![\\p{L}\\p{N}_-])`, 'iu');
}

function pattern(form: string): string {
  return form
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(' ', '\\s+')
    .replaceAll('’', "[’']");
}

/**
 * A reader of one lesson: given its texts one after the other, it cuts each where a term is used that no text
 * before it has used.
 */
export function readerOf(lesson: string, glossary: readonly Term[]): (text: string) => Use[] {
  const open = new Map(
    glossary
      .filter(({ meantIn }) => meantIn?.includes(lesson) ?? true)
      .map((term) => [term, formOf(term)] as const),
  );
  const known = [...open];
  return (text) => {
    const uses: Use[] = [];
    const add = (use: Use): void => {
      const last = uses.at(-1);
      if (last && !last.term && !use.term) last.text += use.text;
      else if (use.text !== '') uses.push(use);
    };
    let rest = text;
    for (let next = nextUse(known, rest); next; next = nextUse(known, rest)) {
      add({ text: rest.slice(0, next.at) });
      // A term that is linked already still owns its words: "heap snapshot" is no use of "heap".
      add(open.delete(next.term) ? { text: next.text, term: next.term } : { text: next.text });
      rest = rest.slice(next.at + next.text.length);
    }
    add({ text: rest });
    return uses;
  };
}

/** The first word of all in a text; of two that begin at the same place, the longer one. */
function nextUse(
  known: readonly (readonly [Term, RegExp])[],
  text: string,
): { term: Term; at: number; text: string } | undefined {
  const found = known.flatMap(([term, form]) => {
    const match = form.exec(text);
    return match ? [{ term, at: match.index, text: match[0] }] : [];
  });
  return found.sort((a, b) => a.at - b.at || b.text.length - a.text.length)[0];
}
