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
  // A step that has to come later is asked for by the one before it.
  process.nextTick(will('count', () => void Promise.resolve().then(will('save'))));
  setImmediate(will('reply', () => setTimeout(will('tidy'), 0)));
}
// #endregion
