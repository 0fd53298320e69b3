/** What articles cost, from the suppliers. */
import { Agent } from 'node:http';
import { ask } from './ask.ts';
import { watchPool } from './instruments.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 6 });
watchPool('prices', agent);

async function priceOf(article: number): Promise<number> {
  const { cents } = (await ask(`/price/${String(article)}`, agent)) as { cents: number };
  return cents;
}

/** In cents, in the order of the articles. */
export async function pricesOf(articles: readonly number[]): Promise<number[]> {
  return Promise.all(articles.map(priceOf));
}
