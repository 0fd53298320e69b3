/** All that the shop sells. */
export interface Article {
  id: number;
  name: string;
  shelf: number;
  /** What we paid for it: our own business. */
  cost: number;
  tags: string[];
}

const KINDS = ['jacket', 'boots', 'scarf', 'tent', 'lamp', 'kettle', 'rope', 'stove'];
const COLOURS = ['red', 'green', 'blue', 'grey', 'sand'];
const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

export const articles: readonly Article[] = Array.from({ length: 48_000 }, (_, id) => ({
  id,
  name: `${pick(COLOURS, id)} ${pick(KINDS, id)} ${String(id)}`,
  shelf: id % 400,
  cost: 50 + (id % 900),
  tags: [pick(KINDS, id), pick(COLOURS, id), `season-${String(id % 4)}`, `since-${String(2000 + (id % 25))}`],
}));
