/** A synthetic supervisor: samples, as fast as they are taken. */
import { samplesAt } from './eight-series.ts';
import { begin, end, now, write } from './synthetic.ts';

const MOMENTS = 60_000;
const AT_ONCE = 100;

await begin();
for (let i = 0; i < MOMENTS; i += AT_ONCE) {
  await write(...Array.from({ length: AT_ONCE }, () => samplesAt(now())).flat());
}
await end('scenario-ended');
