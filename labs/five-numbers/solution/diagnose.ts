import type { Kind } from './modes.ts';
import type { Slope, Slopes } from './slopes.ts';

// #region diagnose
/** Growth that matters, in MB/s: half of this a second is 1.8 GB an hour. Smaller leaks want a longer look. */
const LEAST = 1;

/** Rises by more than that, even where the slope is off by twice its standard error. */
const grows = ({ perSecond, error }: Slope): boolean => perSecond - 2 * error > LEAST;

/**
 * What a program leaves behind whose numbers rise like this: 'objects', 'buffers', 'both' or 'nothing'.
 * Each slope is `perSecond` (MB/s) with its standard error, `error`.
 */
export function diagnose(slopes: Slopes): Kind {
  const objects = grows(slopes.heapUsed);
  if (grows(slopes.arrayBuffers)) return objects ? 'both' : 'buffers';
  return objects ? 'objects' : 'nothing';
}
// #endregion
