/** Shelves of the catalog for our partners, who need not know what we paid. */
import { articles, type Article } from './articles.ts';

export type Listed = Omit<Article, 'cost'>;

/** The articles of some shelves. */
export function listingOf(shelves: readonly number[]): Listed[] {
  return shelves.flatMap((shelf) => {
    const shown = articles.filter((article) => article.shelf === shelf);
    return shown.map(({ cost: _, ...listed }) => ({ ...listed, tags: [...listed.tags] }));
  });
}
