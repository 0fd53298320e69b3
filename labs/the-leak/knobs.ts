/** A thousand breakers for each of opossum's options, one after the other: what is left of them, and what it costs. */
import CircuitBreaker from 'opossum';
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { countKept, countTimers } from './count.ts';

const BREAKERS = 1000;
const WATCH_MS = 1000; // a turn of each timer that there is by default

// #region knobs
const rotator = new EventEmitter().setMaxListeners(0);
setInterval(() => rotator.emit('rotate'), 1000).unref();
const status = CircuitBreaker.newStatus({ enableSnapshots: false });

const knobs: Record<string, CircuitBreaker.Options> = {
  'as they are': {},
  'rollingPercentilesEnabled: false': { rollingPercentilesEnabled: false },
  'enableSnapshots: false': { enableSnapshots: false },
  'and one rotateBucketController': { enableSnapshots: false, rotateBucketController: rotator },
  'rollingCountTimeout: 1000': { rollingCountTimeout: 1000 },
  'rollingCountBuckets: 1': { rollingCountBuckets: 1 },
  'one status for all': { status },
};
// #endregion

const threadTime = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Makes the breakers, calls through each once, and keeps none: only a way to find those that are still there. */
async function leave(options: CircuitBreaker.Options): Promise<WeakRef<CircuitBreaker.Status>[]> {
  const left: WeakRef<CircuitBreaker.Status>[] = [];
  for (let made = 0; made < BREAKERS; made += 1) {
    const breaker = new CircuitBreaker(() => Promise.resolve(), { ...options });
    await breaker.fire();
    left.push(new WeakRef(breaker.status));
  }
  await wait(0); // until then a WeakRef keeps what it refers to
  return left;
}

async function tryKnob(name: string, options: CircuitBreaker.Options): Promise<void> {
  const before = countTimers();
  const left = await leave(options);
  const after = countTimers();
  const began = threadTime();
  await wait(WATCH_MS);
  happened('knob', {
    name,
    cpu: ((threadTime() - began) / WATCH_MS) * 1000,
    timers: (after.timers - before.timers) / BREAKERS,
    listeners: rotator.listenerCount('rotate') / BREAKERS,
    bytes: (after.heap.used_heap_size - before.heap.used_heap_size) / BREAKERS,
  });
  rotator.removeAllListeners('rotate');
  if (!options.status) shutDown(left);
  await wait(0);
}

/** What can be: a window that turns without its status stays, and the next count begins with it. */
function shutDown(left: readonly WeakRef<CircuitBreaker.Status>[]): void {
  for (const one of left) (one.deref() as { shutdown?: () => void } | undefined)?.shutdown?.();
}

async function tryAll(): Promise<void> {
  await leave({ status }); // so that nothing below pays for compiling
  const left = await leave({});
  const { breakers, statuses } = countKept();
  happened('kept', { breakers, statuses: statuses - 1 }); // without the one for all
  shutDown(left);
  await wait(0);
  for (const [name, options] of Object.entries(knobs)) await tryKnob(name, options);
}

const controls = liveControls({ now: 'nothing' }, () => {
  if (controls.now === 'knobs') void tryAll();
});
setInterval(() => undefined, 60_000); // waits for the control
