/** How many requests you let your service have at the same time. */
// #region settings
export const concurrency = 200;
// #endregion
