/** A synthetic supervisor: 100 samples a second of each of eight series, for longer than it is watched. */
import { setTimeout as wait } from 'node:timers/promises';
import { samplesAt } from './eight-series.ts';
import { begin, end, now, write } from './synthetic.ts';

const EVERY_MS = 10;
const DURATION_MS = 90_000;

await begin();
for (let t = now(); t < DURATION_MS; t += EVERY_MS) {
  // A timer that fired late is made up for: there are as many samples as there are moments.
  await wait(Math.max(0, t - now()));
  await write(...samplesAt(t));
}
await end('scenario-ended');
