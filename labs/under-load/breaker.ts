import type CircuitBreaker from 'opossum';

// #region options
export const options: CircuitBreaker.Options = {
  timeout: 500, // a call that takes longer has failed
  errorThresholdPercentage: 50, // open when half of the calls in the window failed
  resetTimeout: 5000, // try again after 5 s
  rollingCountTimeout: 10_000, // the window: 10 s in 10 buckets
  rollingCountBuckets: 10,
};
// #endregion
