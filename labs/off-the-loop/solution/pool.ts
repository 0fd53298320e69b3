import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

// #region pool
const threads = availableParallelism(); // more of them share the cores, and do no more work

export const pool = new Piscina({
  filename: new URL('./task.ts', import.meta.url).href,
  minThreads: threads, // all are there before the first request
  maxThreads: threads,
  maxQueue: 2 * threads, // who waits here waits for two pieces or three; the next is turned away
});
// #endregion
