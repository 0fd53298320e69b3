import { work } from '../kit/program.ts';

/** Runs in a worker thread, for each task of the pool. */
export default function task(ms: number): number {
  work(ms);
  return ms;
}
