/** The closed loop: each of ten users asks, waits for the answer, and asks again. */
import { ask, type Generator } from './generator.ts';

// #region closed
export const closed: Generator = async ({ url, ms, connections }) => {
  const took: number[] = [];
  const end = performance.now() + ms;
  const user = async (): Promise<void> => {
    while (performance.now() < end) {
      const sent = performance.now();
      await ask(url);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, user));
  return took;
};
// #endregion
