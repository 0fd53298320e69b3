/** What the breakers guard: a call that takes 2 ms and is answered, or fails while there is an outage. */
import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';

const controls = liveControls({ now: 'nothing' });

/** How many calls got as far as this. */
export let calls = 0;

export async function callBackend(): Promise<{ stock: number }> {
  calls += 1;
  await wait(2);
  if (controls.now === 'outage') throw new Error('the backend is down');
  return { stock: 7 };
}
