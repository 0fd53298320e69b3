import { Piscina } from 'piscina';

// #region pool
export const pool = new Piscina({
  filename: new URL('./task.ts', import.meta.url).href,
  minThreads: 1,
  maxThreads: 1, // one piece of work at a time, off the loop
});
// #endregion
