/** Does the jobs of the queue, one after the other. */
import { setTimeout as wait } from 'node:timers/promises';
import { compute, sendInvoice } from './job.ts';

// #region worker
const jobs: string[] = [];
process.on('message', (id) => jobs.push(String(id)));

for (;;) {
  const id = jobs.shift();
  if (id === undefined) {
    await wait(10);
    continue;
  }
  compute();
  await sendInvoice('queue', id);
}
// #endregion
