/** The open loop: requests come when they come, whether or not the ones before were answered. */
import { ask, type Generator } from './generator.ts';

// #region open
export const open: Generator = ({ url, ms, rate }) => {
  const began = performance.now();
  const due = (n: number): number => began + (n * 1000) / rate;
  const all: Promise<number>[] = [];
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      while (due(all.length) <= Math.min(now, began + ms)) {
        const since = due(all.length); // When it was due, not when we got to it.
        all.push(ask(url).then(() => performance.now() - since));
      }
      if (now < began + ms) return;
      clearInterval(timer);
      resolve(Promise.all(all));
    }, 2);
  });
};
// #endregion
