import type { Will } from './watch.ts';

// #region race
export function race(will: Will): void {
  setTimeout(will('setTimeout 0'), 0);
  setImmediate(will('setImmediate'));
}
// #endregion
