import { setTimeout as wait } from 'node:timers/promises';
import { happened } from '../kit/program.ts';
import { blockIn } from './phases.ts';

const TIMEOUT_MS = 500;
/** How long before the block each timer is set. */
const AHEAD_MS = [450, 300, 100, 0];
const LEAD_MS = Math.max(...AHEAD_MS);

// #region timers
/** Sets timers of 500 ms, the last right before the loop is blocked for `blockMs`, and reports when each fired. */
export async function timersAgainstBlock(blockMs: number): Promise<void> {
  const timers = AHEAD_MS.map(async (ahead) => {
    await wait(LEAD_MS - ahead);
    const setAt = performance.now();
    await wait(TIMEOUT_MS);
    return { ahead, setAt, firedAt: performance.now() };
  });
  await wait(LEAD_MS);
  const blockEnd = await blockIn('timer', blockMs);
  for (const { ahead, setAt, firedAt } of await Promise.all(timers)) {
    happened('timer', { blockMs, ahead, blockEnd: blockEnd - setAt, fired: firedAt - setAt });
  }
}
// #endregion
