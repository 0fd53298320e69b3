import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { read } from './alarm.ts';

const EVERY_MS = 5;
const NANOSECONDS = 1e6;

// #region meter
/** Reads how late the event loop is, again and again, for as long as the service runs. */
export function startMeter(): void {
  const pulse = new BigInt64Array(new SharedArrayBuffer(8)); // the time of the loop's last beat
  const beat = () => Atomics.store(pulse, 0, process.hrtime.bigint());
  beat();
  setInterval(beat, EVERY_MS);
  new Worker(import.meta.filename, { workerData: pulse }).unref();
}

/** Runs in the worker: its own loop is free, whatever the other one does. */
function watch(pulse: BigInt64Array): void {
  setInterval(() => {
    const sinceBeat = process.hrtime.bigint() - Atomics.load(pulse, 0);
    read(Number(sinceBeat) / NANOSECONDS);
  }, EVERY_MS);
}

if (!isMainThread) watch(workerData as BigInt64Array);
// #endregion
