/** Counts what is alive in this process. */
import CircuitBreaker from 'opossum';
import { getHeapStatistics, queryObjects } from 'node:v8';

const { constructor: Status } = CircuitBreaker.newStatus({ enableSnapshots: false });

// #region count
// A class that nobody exports, by one of its objects.
const { constructor: Timeout } = setTimeout(() => undefined, 0);

/** Objects of a class, once the garbage was collected. */
const alive = (type: unknown): number => queryObjects(type as new () => object, { format: 'count' });

/** The timers that Node names when it is asked, and those there are. */
export function countTimers() {
  const named = process.getActiveResourcesInfo();
  return {
    named: named.filter((type) => type === 'Timeout').length,
    timers: alive(Timeout),
    heap: getHeapStatistics(),
  };
}
// #endregion

export const countKept = () => ({ breakers: alive(CircuitBreaker), statuses: alive(Status) });
