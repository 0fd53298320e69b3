import type { Will } from './watch.ts';

// #region steps
/**
 * Five steps of one request. They are to run in this order, wherever this function is called from:
 *   parse   now
 *   count   when the code that runs has returned, before any promise goes on
 *   save    after that, from a promise, before the loop goes on
 *   reply   in the check phase, when the answers that have come are read
 *   tidy    in the timers phase, after all that
 */
export function steps(will: Will): void {
  will('parse')();
  setImmediate(will('count')); // immediately
  setTimeout(will('save'), 0); // in no time
  process.nextTick(will('reply')); // on the next tick: in the next round
  void Promise.resolve().then(will('tidy')); // some day
}
// #endregion
