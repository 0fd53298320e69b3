const EVERY = 50;
let lag = 0;
let due = performance.now() + EVERY;
setInterval(() => {
  lag = performance.now() - due;
  due = performance.now() + EVERY;
}, EVERY);

// #region filter
/** While the loop is late, a failure does not count. opossum then counts it as a success. */
export const options = { errorFilter: () => lag > 100 };
// #endregion
