/** Does the jobs of the queue, one after the other. */
import { setTimeout as wait } from 'node:timers/promises';
import { compute, sendInvoice } from './job.ts';
import { done, next } from './store.ts';

// #region worker
for (;;) {
  const id = next();
  if (id === undefined) {
    await wait(10);
    continue;
  }
  compute();
  // After a crash this job may come again. Its own id as the key: the invoice goes out once.
  await sendInvoice('queue', id, id);
  done(id);
}
// #endregion
