import { Worker } from 'node:worker_threads';
import { createBoard, type Board } from './board.ts';

/** Starts the watchdog thread and gives the board that it reads. It never keeps the program alive. */
export function startWatchdog(): Board {
  const board = createBoard();
  const worker = new Worker(new URL('./watchdog.ts', import.meta.url), {
    workerData: board,
    execArgv: [],
    stdin: false,
  });
  worker.unref();
  return board;
}
