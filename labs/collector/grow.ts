/** Keeps more and more: `node --max-old-space-size=64 grow.ts`. It ends when the heap may not grow any more. */
import { PerformanceObserver } from 'node:perf_hooks';
import { lengthOf, pausesIn, type Time } from './pauses.ts';

const kept: unknown[] = [];
setInterval(() => {
  for (let i = 0; i < 10_000; i += 1) kept.push({ id: i, name: `order ${i}`, price: i * 1.5 });
}, 10);

const pauses: Time[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    pauses.push({ from: startTime, to: startTime + duration });
  }
}).observe({ entryTypes: ['gc'] });

setInterval(() => {
  const now = performance.now();
  const used = (process.memoryUsage().heapUsed / 1e6).toFixed(1);
  const paused = lengthOf(pausesIn(pauses, { from: now - 500, to: now })) / 5; // percent
  console.log(`${used} MB in use, ${paused.toFixed(0)}% of the last half second in the collector`);
}, 100);
