/** What goes when an object goes: itself and all that it dominates. */
import type { Dominators } from './dominators.ts';

/** Bytes, by ordinal. The root's is the whole heap. */
export function retainedSizes(selfSize: Float64Array, { of, order }: Dominators): Float64Array {
  const retained = selfSize.slice();
  for (let i = order.length - 1; i > 0; i -= 1) {
    const ordinal = order[i] as number;
    const above = of[ordinal] as number;
    retained[above] = (retained[above] as number) + (retained[ordinal] as number);
  }
  return retained;
}
