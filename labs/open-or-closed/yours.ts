/** The load test of your team: ten users, as fast as they can. */
import { ask, type Plan } from './generator.ts';

// #region yours
export async function yours({ url, ms, connections }: Plan): Promise<number[]> {
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
}
// #endregion
