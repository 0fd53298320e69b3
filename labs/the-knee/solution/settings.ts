/** How many requests you let your service have at the same time. */
// #region settings
/** Somewhat more than the pool has: while one answer is sent, another request has its connection. */
export const concurrency = 28;
// #endregion
