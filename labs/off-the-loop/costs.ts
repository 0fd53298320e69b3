/** What it costs to have a worker, and to tell it something. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { happened } from '../kit/program.ts';

const TRIES = 3;
const MEGABYTES = 32;

/** A worker that does nothing but answer. */
const echo = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => parentPort.postMessage('got it'));
  parentPort.postMessage('here');
`;
const start = () => new Worker(echo, { eval: true, execArgv: [] });

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function costs(): Promise<void> {
  const starts: number[] = [];
  for (let i = 0; i < TRIES; i += 1) {
    const began = performance.now();
    const worker = start();
    await once(worker, 'message');
    starts.push(performance.now() - began);
    await worker.terminate();
  }
  happened('cost', { of: 'start', sentMs: median(starts), answeredMs: median(starts) });

  const worker = start();
  await once(worker, 'message');
  const products = Array.from({ length: 50_000 }, (_, id) => ({ id, name: `product ${id}`, tags: ['new'] }));
  await tell('objects', worker, () => [products]);
  await tell('clone', worker, () => [new ArrayBuffer(MEGABYTES * 2 ** 20)]);
  await tell('transfer', worker, () => {
    const bytes = new ArrayBuffer(MEGABYTES * 2 ** 20);
    return [bytes, [bytes]];
  });
  await worker.terminate();
}

// #region tell
/** How long this thread is busy with sending a message, and how long until the worker has answered. */
async function tell(of: string, worker: Worker, message: () => [unknown, ArrayBuffer[]?]): Promise<void> {
  const sent: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i < TRIES; i += 1) {
    const [value, transfer = []] = message();
    const began = performance.now();
    worker.postMessage(value, transfer); // what is not transferred is copied: here, in this thread
    sent.push(performance.now() - began);
    await once(worker, 'message');
    answered.push(performance.now() - began);
  }
  happened('cost', { of, sentMs: median(sent), answeredMs: median(answered) });
}
// #endregion
