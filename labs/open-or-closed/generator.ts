/** What a load generator is here: it asks for a while, and says how long each request took, in ms. */
import { Agent, get } from 'node:http';

export interface Plan {
  url: string;
  /** For how long, in ms. */
  ms: number;
  /** Closed loop: how many ask at the same time. */
  connections: number;
  /** Open loop: how many requests come in a second. */
  rate: number;
}
export type Generator = (plan: Plan) => Promise<number[]>;

const agent = new Agent({ keepAlive: true });

/** Asks once; settles when the whole answer has come. */
export function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}
