/** Visitors of the shop, one every 20 ms, whoever else is still waiting: what they wait is measured from outside. */
import { Agent, get } from 'node:http';
import { measured } from '../kit/program.ts';

const EVERY_MS = 20;
/** The token of each of them, found again in what is written. */
export const TOKEN = 'Bearer 7c1f-token-of-a-visitor';

export interface Waited {
  /** When the request was sent, of `performance.now()`. */
  at: number;
  ms: number;
}

/** Who was answered, until `stop` is called. */
export function visitors(port: number): { waited: Waited[]; stop: () => void } {
  const agent = new Agent({ keepAlive: true });
  const waited: Waited[] = [];
  const timer = setInterval(() => {
    const at = performance.now();
    get({ port, host: '127.0.0.1', agent, headers: { authorization: TOKEN } }, (response) => {
      response.resume().once('end', () => {
        const ms = performance.now() - at;
        waited.push({ at, ms });
        measured({ 'visitor.wait': ms });
      });
    }).on('error', () => undefined); // the shop was ended
  }, EVERY_MS);
  return {
    waited,
    stop: () => {
      clearInterval(timer);
      agent.destroy();
    },
  };
}
