import type { Kind } from './modes.ts';
import type { Slopes } from './slopes.ts';

// #region diagnose
/**
 * What a program leaves behind whose numbers rise like this: 'objects', 'buffers', 'both' or 'nothing'.
 * Each slope is `perSecond` (MB/s) with its standard error, `error`.
 */
export function diagnose(slopes: Slopes): Kind {
  const { rss } = slopes;
  if (rss.perSecond > 0) return 'objects'; // memory goes up, so it leaks
  return 'nothing';
}
// #endregion
