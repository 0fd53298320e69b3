/** What was found, as the dialog shows it. Nothing here touches the page. */
import * as v from 'valibot';

const placeSchema = v.object({ url: v.string(), title: v.string(), excerpt: v.string() });
const pageSchema = v.object({ ...placeSchema.entries, chapter: v.string(), places: v.array(placeSchema) });

/** What the worker answers (scripts/lib/search/worker.js). */
export const answerSchema = v.union([
  v.object({ id: v.number(), found: v.object({ count: v.number(), pages: v.array(pageSchema) }) }),
  v.object({ id: v.number(), failed: v.string() }),
]);

export type Found = Extract<v.InferOutput<typeof answerSchema>, { found: unknown }>['found'];
export type FoundPage = Found['pages'][number];
export type FoundPlace = v.InferOutput<typeof placeSchema>;

export interface Piece {
  text: string;
  /** Whether it is what was searched for. */
  hit: boolean;
}

/** An excerpt as Pagefind gives it, HTML with `<mark>` around what was found, in pieces of plain text. */
export function piecesOf(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part
        .replace(/<\/?mark>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
      hit: part.startsWith('<mark>'),
    }));
}

/** The parts of a page that are shown: those in which most was found, at most `most`, in the page's order. */
export function placesOf(page: FoundPage, most: number): FoundPlace[] {
  const hits = ({ excerpt }: FoundPlace): number => piecesOf(excerpt).filter(({ hit }) => hit).length;
  const isTitle = ({ excerpt }: FoundPlace): boolean =>
    piecesOf(excerpt)
      .map(({ text }) => text)
      .join('')
      .replace(/\.$/, '') === page.title;
  const places = page.places.filter((place) => !isTitle(place));
  const chosen = new Set([...places].sort((a, b) => hits(b) - hits(a)).slice(0, most));
  return places.filter((place) => chosen.has(place));
}

/** One sentence for the eye and for a screen reader. */
export function foundSentence(term: string, { count, pages }: Found): string {
  if (count === 0) return `No lesson says “${term}”. Try another word, or fewer.`;
  const lessons = count === 1 ? '1 lesson' : `${String(count)} lessons`;
  const shown = pages.length < count ? ` The best ${String(pages.length)} are shown.` : '';
  return `Found in ${lessons}.${shown}`;
}

/** What to say where the search did not come. */
export function failedSentence(online: boolean): string {
  return online
    ? 'The search could not be loaded. Look at the connection, then type again.'
    : 'There is no network, and this browser has not kept the search. It does when you have searched once with a network.';
}
