/** Finds articles by words. */
import { articles, type Article } from './articles.ts';

const MOST = 20;
/** Letters, digits and single spaces. */
const PLAIN = /^\w+(?: \w+)*$/;

/** The first articles that have any of the words; of a search that is not plain, its letters and digits count. */
export function search(text: string): { found: number; first: Article[] } {
  const plain = PLAIN.test(text) ? text : text.replaceAll(/\W+/g, ' ').trim();
  const words = new Set(plain.toLowerCase().split(' '));
  const found = articles.reduce<Article[]>(
    (sofar, article) => (article.tags.some((tag) => words.has(tag)) ? [...sofar, article] : sofar),
    [],
  );
  return { found: found.length, first: found.slice(0, MOST) };
}
