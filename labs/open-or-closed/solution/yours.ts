/** The load test of your team: requests come at their own times, and count from then on. */
import { setTimeout as wait } from 'node:timers/promises';
import { ask, type Plan } from './generator.ts';

// #region yours
export async function yours({ url, ms, rate }: Plan): Promise<number[]> {
  const began = performance.now();
  const requests: Promise<number>[] = [];
  for (let due = began; due < began + ms; due += 1000 / rate) {
    const late = performance.now() - due;
    if (late < 0) await wait(-late);
    requests.push(ask(url).then(() => performance.now() - due));
  }
  return Promise.all(requests);
}
// #endregion
