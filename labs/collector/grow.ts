/** Keeps more and more: `node --max-old-space-size=64 grow.ts`. It ends when the heap may not grow any more. */
import { PerformanceObserver } from 'node:perf_hooks';

const kept: unknown[] = [];
setInterval(() => {
  for (let i = 0; i < 10_000; i += 1) kept.push({ id: i, name: `order ${i}`, price: i * 1.5 });
}, 20);

let paused = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) paused += duration;
}).observe({ entryTypes: ['gc'] });

let last = performance.now();
setInterval(() => {
  const now = performance.now();
  const used = (process.memoryUsage().heapUsed / 1e6).toFixed(1);
  console.log(
    `${used} MB in use, ${((paused / (now - last)) * 100).toFixed(0)}% of the time in the collector`,
  );
  [last, paused] = [now, 0];
}, 200);
