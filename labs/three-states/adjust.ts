/** Opossum's options as controls: one that is held overrules the code's, while the program runs. */
import type CircuitBreaker from 'opossum';
import { happened, liveControls } from '../kit/program.ts';
import { countEvents, reportCounts } from './counting.ts';

/** What opossum does where the code says nothing. */
const DEFAULTS = {
  timeout: 10_000,
  errorThresholdPercentage: 50,
  resetTimeout: 30_000,
  rollingCountTimeout: 10_000,
  rollingCountBuckets: 10,
  volumeThreshold: 0,
  capacity: Number.MAX_SAFE_INTEGER,
  allowWarmUp: false,
  enabled: true,
  rollingPercentilesEnabled: true,
  enableSnapshots: true,
  ignoreErrors: false,
  cache: false,
  cacheTTL: 0,
  coalesce: false,
  coalesceTTL: 10_000,
  coalesceResetOn: 'never',
};
type Adjusted = Record<string, number | boolean | string> & { timeout: number };

/** Opossum looks at these at every call, at the others only when it makes a breaker. */
const READ_AT_EVERY_CALL = ['timeout', 'errorThresholdPercentage', 'resetTimeout'];

/**
 * A breaker whose options can be changed while it is in use.
 * @param options as the code has them
 * @param make makes the breaker from the options in force
 */
export function adjustable(
  options: Partial<typeof DEFAULTS>,
  make: (inForce: CircuitBreaker.Options) => CircuitBreaker,
): { readonly breaker: CircuitBreaker; readonly options: Adjusted } {
  const controls: Adjusted = liveControls({ ...DEFAULTS, ...options }, (name) => {
    if (!READ_AT_EVERY_CALL.includes(name)) restart();
    else Object.assign((breaker as unknown as { options: object }).options, { [name]: controls[name] });
  });
  let breaker = start();

  function start(): CircuitBreaker {
    const made = make(forOpossum(controls));
    countEvents(made);
    return made;
  }
  function restart(): void {
    breaker.shutdown();
    breaker = start();
    happened('breaker.close'); // a new breaker is closed, and its window is empty
  }
  reportCounts(
    () => breaker,
    () => Number(controls['errorThresholdPercentage']),
  );
  return {
    get breaker() {
      return breaker;
    },
    options: controls,
  };
}

/** Options that are functions or lists to opossum are switches and choices here. */
function forOpossum(options: Adjusted): CircuitBreaker.Options {
  const { ignoreErrors, coalesceResetOn, ...rest } = options;
  return {
    ...rest,
    ...(ignoreErrors === true && { errorFilter: () => true }),
    ...(coalesceResetOn !== 'never' && { coalesceResetOn: [coalesceResetOn] }),
  };
}
