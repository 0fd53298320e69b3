/** So many users ask, each again when it has its answer: first one, then more and more of them. */
import { Agent, get } from 'node:http';
import { happened, liveControls } from '../kit/program.ts';
import { concurrency } from './settings.ts';

const url = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ pool: 20 });
const CONCURRENCIES = [1, 2, 4, 8, 12, 16, 20, 24, 32, 48, 64, 96, 128, 256];
const SETTLE_MS = 250;
const MEASURE_MS = 900;
/** How often yours is measured: the best is judged, for what disturbs a machine only makes it slower. */
const TIMES = 3;
/** One who never waits for another, and plenty: measured in turns with yours, for the machine may change its pace. */
const BESIDE = [1, 64];

const agent = new Agent({ keepAlive: true });

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}

// #region step
/** What so many users at a time get: answers per second, and how long each took, in ms. */
async function step(users: number): Promise<{ throughput: number; times: number[] }> {
  const from = performance.now() + SETTLE_MS;
  const end = from + MEASURE_MS;
  const times: number[] = [];
  const user = async (): Promise<void> => {
    while (performance.now() < end) {
      const asked = performance.now();
      await ask();
      const now = performance.now();
      if (now >= from && now < end) times.push(now - asked);
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  return { throughput: (times.length * 1000) / MEASURE_MS, times };
}
// #endregion

async function measure(users: number, name: string): Promise<void> {
  const { throughput, times } = await step(users);
  times.sort((a, b) => a - b);
  happened(name, {
    users,
    pool: controls.pool,
    throughput,
    mean: times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length),
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(0.99 * times.length)] ?? 0,
  });
}

await step(20); // V8 compiles, and connections are opened.
for (const users of CONCURRENCIES) await measure(users, 'step');
for (let time = 0; time < TIMES; time += 1) {
  await measure(concurrency, 'yours');
  for (const users of BESIDE) await measure(users, 'beside');
}
agent.destroy();
