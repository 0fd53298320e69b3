/** Looks at the service from inside: how much it allocates, and who does. */
import { Session } from 'node:inspector/promises';
import { GCProfiler, getHeapStatistics } from 'node:v8';
import { reportAllocations } from '../kit/profile.ts';
import { happened, liveControls, measured } from '../kit/program.ts';

const MEGABYTE = 1e6;

// #region sample
const session = new Session();
session.connect(); // to this process: no port is opened

/** Looks at one allocation in 32 kB, on average, until it is stopped. */
async function sample(garbageToo: boolean): Promise<void> {
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 32_768,
    includeObjectsCollectedByMinorGC: garbageToo,
    includeObjectsCollectedByMajorGC: garbageToo,
  });
}
// #endregion

// #region count
/** Counts the bytes that are allocated on the heap from now on: it grows between collections, and by nothing else. */
function count(): () => number {
  const collections = new GCProfiler();
  let used = getHeapStatistics().used_heap_size;
  collections.start();
  return () => {
    const end = getHeapStatistics().used_heap_size;
    let bytes = 0;
    for (const { beforeGC, afterGC } of collections.stop().statistics) {
      bytes += beforeGC.heapStatistics.usedHeapSize - used;
      used = afterGC.heapStatistics.usedHeapSize;
    }
    return bytes + end - used;
  };
}
// #endregion

/** CPU time of this thread so far, in ms. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Counts or samples from now on. What it gives ends that, and tells what came of it. */
async function begin(now: string): Promise<() => Promise<void>> {
  const cpu = threadTime();
  if (now === 'before' || now === 'prices') {
    const counted = count();
    return () => {
      happened('watched', { now, bytes: counted(), cpu: threadTime() - cpu });
      return Promise.resolve();
    };
  }
  if (now !== 'kept' && now !== 'all') return () => Promise.resolve();
  await sample(now === 'all');
  return async () => {
    const used = threadTime() - cpu;
    const began = performance.now();
    const { profile } = await session.post('HeapProfiler.stopSampling');
    happened('watched', { now, cpu: used, stop: performance.now() - began });
    reportAllocations(now, profile);
  };
}

let watching = begin('nothing');
const controls = liveControls({ now: 'nothing' }, () => {
  const { now } = controls;
  watching = watching.then(async (end) => {
    await end();
    return begin(now);
  });
});

/** For the chart: often enough to see each collection. */
setInterval(() => {
  measured({ 'heap.used': getHeapStatistics().used_heap_size / MEGABYTE });
}, 25).unref();
