import CircuitBreaker from 'opossum';

// #region breaker
/** The same breaker for the service and for its sidecar. */
export function createBreaker<A extends unknown[], R>(
  call: (...args: A) => Promise<R>,
): CircuitBreaker<A, R> {
  return new CircuitBreaker(call, {
    timeout: 300, // a call that takes longer has failed
    errorThresholdPercentage: 50, // open when half of the calls in the window failed,
    volumeThreshold: 10, // and there were so many
    resetTimeout: 1000, // try again after 1 s
    rollingCountTimeout: 2000, // the window
    rollingCountBuckets: 10,
  });
}
// #endregion
