/**
 * Preloaded into each program of a run (`node --import probe.ts program.ts`). It changes nothing
 * that the program can see, and reports event-loop delay, utilization, memory, garbage collection,
 * processor time, and the requests that the program serves and makes.
 *
 * A reading must be right while the loop is blocked, so the watchdog is a worker thread: it reads
 * a heartbeat of this thread in shared memory and writes its samples itself.
 */
import { isMainThread } from 'node:worker_threads';
import { QUIET_VARIABLE, supervised } from './channel.ts';
import { reportListening } from './probe/listening.ts';
import { reportLoop } from './probe/loop.ts';
import { reportRequests } from './probe/requests.ts';
import { startWatchdog } from './probe/start-watchdog.ts';

if (isMainThread && supervised) {
  reportListening();
  const board = startWatchdog();
  if (process.env[QUIET_VARIABLE] === undefined) reportLoop(board);
  reportRequests();
}
