/** What only the program's own thread can say of its loop and its heap. */
import { monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { report } from '../channel.ts';
import { runTime } from '../clock.ts';
import { BEAT_EVERY_MS, readSlot, writeSlot, type Board } from './board.ts';

const METER_EVERY_MS = 100;
const REPORT_EVERY_MS = 250;
const NANOSECONDS_PER_MS = 1e6;

export function reportLoop(board: Board): void {
  beat(board);
  meter(board);
  const maximum = delayMaximum();
  const collected = garbageCollection();
  let utilization = performance.eventLoopUtilization();

  setInterval(() => {
    const delay = maximum();
    if (delay !== undefined) {
      writeSlot(board, 'histogramMax', delay);
      writeSlot(board, 'histogramReads', readSlot(board, 'histogramReads') + 1);
    }

    const total = performance.eventLoopUtilization();
    const since = performance.eventLoopUtilization(total, utilization);
    utilization = total;
    // `process.memoryUsage()` opens a file, and throws where no descriptor is left.
    const heap = getHeapStatistics();
    report({
      kind: 'sample',
      values: {
        'nodejs.eventloop.utilization': since.utilization,
        'v8js.memory.heap.used': heap.used_heap_size,
        'v8js.memory.heap.limit': heap.total_heap_size,
        'nodejs.memory.external': heap.external_memory,
        'v8js.gc.duration.sum': collected(),
      },
    });
  }, REPORT_EVERY_MS).unref();
}

/**
 * Reads the maximum of `monitorEventLoopDelay` since about the last reading, in ms. `reset()` also
 * forgets the interval that is under way, and with it a block that comes before the next one: a
 * histogram that is reset at every reading can miss every block. So two take turns, and the one that
 * is read has run since the reading before the last.
 */
function delayMaximum(): () => number | undefined {
  let next = monitorEventLoopDelay({ resolution: BEAT_EVERY_MS });
  let other = monitorEventLoopDelay({ resolution: BEAT_EVERY_MS });
  next.enable();
  other.enable();
  return () => {
    const { count, max } = next;
    next.reset();
    [next, other] = [other, next];
    return count === 0 ? undefined : max / NANOSECONDS_PER_MS;
  };
}

/** How late a beat came is written before the beat, so that the watchdog never takes it for that of another. */
function beat(board: Board): void {
  let last = runTime();
  let [late, looks] = [0, 0];
  writeSlot(board, 'beat', last);
  setInterval(() => {
    const now = runTime();
    const looksNow = readSlot(board, 'looks');
    if (looksNow !== looks) [late, looks] = [0, looksNow];
    late = Math.max(late, now - last - BEAT_EVERY_MS);
    last = now;
    writeSlot(board, 'late', late);
    writeSlot(board, 'beat', now);
  }, BEAT_EVERY_MS).unref();
}

/** The meter that most services have: a timer that looks how late it is itself. */
function meter(board: Board): void {
  let expected = runTime() + METER_EVERY_MS;
  setInterval(() => {
    const now = runTime();
    writeSlot(board, 'meter', Math.max(0, now - expected));
    expected = now + METER_EVERY_MS;
  }, METER_EVERY_MS).unref();
}

function garbageCollection(): () => number {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.duration;
  }).observe({ entryTypes: ['gc'] });
  return () => {
    const since = sum;
    sum = 0;
    return since;
  };
}
