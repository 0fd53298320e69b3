import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { happened, liveControls } from '../kit/program.ts';
import { costs } from './costs.ts';

const SWEEP_MS = 2800;
const AGAIN_MS = 1000;

// As many threads as cores, fewer, and more.
const cores = availableParallelism();
const most = Math.min(32, 4 * cores);
const sizes = [1, 2, 4, 8, 16, 32].filter((size) => size <= most);
if (!sizes.includes(cores) && cores < most) sizes.push(cores);
sizes.sort((a, b) => a - b);

const workers = Array.from(
  { length: most },
  () => new Worker(new URL('./thread.ts', import.meta.url), { execArgv: [] }),
);
for (const worker of workers) worker.setMaxListeners(0);

// #region threads
/** Has `size` threads work for `ms`, and counts the pieces that they get done. */
async function tryThreads(size: number, ms: number): Promise<void> {
  const reports = await Promise.all(
    workers.slice(0, size).map(async (worker) => {
      worker.postMessage(ms);
      const [report] = (await once(worker, 'message')) as [{ pieces: number; seconds: number }];
      return report;
    }),
  );
  const perSecond = reports.reduce((sum, { pieces, seconds }) => sum + pieces / seconds, 0);
  happened('threads', { threads: size, cores, perSecond, pieceMs: (1000 * size) / perSecond });
}
// #endregion

const measure: Record<string, () => Promise<void>> = {
  async threads() {
    for (const size of sizes) await tryThreads(size, SWEEP_MS / sizes.length);
  },
  cores: () => tryThreads(cores, AGAIN_MS),
  costs,
};
// One after the other, however late one is.
let before = Promise.resolve();
const controls = liveControls({ measure: 'nothing' }, () => {
  before = before.then(measure[controls.measure]);
});
