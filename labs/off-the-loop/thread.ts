import { parentPort } from 'node:worker_threads';
import { work } from '../kit/program.ts';

const PIECE_MS = 20;

/** Works piece by piece for so many ms, and says how many pieces that were. */
parentPort?.on('message', (ms: number) => {
  const began = performance.now();
  let pieces = 0;
  for (; performance.now() - began < ms; pieces += 1) work(PIECE_MS);
  parentPort?.postMessage({ pieces, seconds: (performance.now() - began) / 1000 });
});
