import { setTimeout as wait } from 'node:timers/promises';
import { happened } from '../kit/program.ts';
import { blockIn } from './phases.ts';

const TIMEOUT_MS = 500;
/** How long before the block each timer is set. */
const AHEAD_MS = [450, 300, 100, 0];

// #region timers
/** Sets timers of 500 ms, the last right before the loop is blocked for `blockMs`, and reports when each fired. */
export async function timersAgainstBlock(blockMs: number): Promise<void> {
  const firing: Promise<() => void>[] = [];
  let blockEnd = 0;

  const setTimer = (ahead: number): void => {
    const setAt = performance.now();
    const report = (firedAt: number) =>
      happened('timer', { blockMs, ahead, blockEnd: blockEnd - setAt, fired: firedAt - setAt });
    firing.push(
      wait(TIMEOUT_MS).then(() => {
        const firedAt = performance.now();
        return () => report(firedAt); // later, when the end of the block is known
      }),
    );
  };

  let left = AHEAD_MS[0] ?? 0;
  for (const ahead of AHEAD_MS) {
    await wait(left - ahead);
    left = ahead;
    if (ahead > 0) setTimer(ahead);
  }
  blockEnd = await blockIn('timer', blockMs, () => setTimer(0));
  for (const report of await Promise.all(firing)) report();
}
// #endregion
