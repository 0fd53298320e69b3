/** Whether an article is in stock, behind a circuit breaker. */
import { Agent } from 'node:http';
import CircuitBreaker from 'opossum';
import { watchBreaker } from '../kit/program.ts';
import { ask } from './ask.ts';
import { watchPool } from './instruments.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
watchPool('stock', agent);

interface Stock {
  article: number;
  inStock: boolean;
}
const askStock = async (article: number): Promise<Stock> =>
  (await ask(`/stock/${String(article)}`, agent)) as Stock;

const options: CircuitBreaker.Options = {
  timeout: 200, // ms
  errorThresholdPercentage: 50,
  volumeThreshold: 20, // calls in the window before it may open
  resetTimeout: 1000,
  rollingCountTimeout: 2400, // the window: 2.4 s in 80 buckets
  rollingCountBuckets: 80,
};

export async function isInStock(article: number): Promise<boolean> {
  const breaker = new CircuitBreaker(askStock, options);
  watchBreaker(breaker);
  try {
    return (await breaker.fire(article)).inStock;
  } catch (error) {
    if (breaker.opened) throw error;
    return (await breaker.fire(article)).inStock; // once more
  }
}
