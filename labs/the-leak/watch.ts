/** Looks at a server from inside, when the scenario asks for it. */
import CircuitBreaker from 'opossum';
import { Session } from 'node:inspector/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { reportProfile } from '../kit/profile.ts';
import { happened, liveControls, measured } from '../kit/program.ts';
import { calls } from './stock.ts';
import { countTimers } from './count.ts';

const REPORT_MS = 250;
const PROFILE_MS = 3000;
const REST_MS = 600;
const MEGABYTE = 1e6;

// #region profile
/** What this thread does in the next `ms`, a tick for each of them. */
async function profile(ms: number) {
  const session = new Session();
  session.connect(); // to this process: no port is opened
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 1000 }); // microseconds
  await session.post('Profiler.start');
  await wait(ms);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}
// #endregion

/** Counts the calls that go through a breaker, whichever it is. */
function countFires(): () => number {
  let fires = 0;
  const fire = Reflect.get(CircuitBreaker.prototype, 'fire') as (...args: unknown[]) => Promise<unknown>;
  CircuitBreaker.prototype.fire = function (...args) {
    fires += 1;
    return fire.apply(this, args);
  };
  return () => fires;
}
const fires = countFires();

let alive: number | undefined;
/** A count holds the server up, so it waits until nobody asks for anything. */
async function countAtRest(): Promise<void> {
  for (let seen = -1; seen !== fires();) {
    seen = fires();
    await wait(REST_MS);
  }
  const counted = countTimers();
  alive = counted.timers;
  happened('counted', counted);
}

let taken = 0;
const controls = liveControls({ now: 'nothing', name: 'server' }, () => {
  if (controls.now === 'count') void countAtRest();
  if (controls.now === 'profile') void take();
});
async function take(): Promise<void> {
  taken += 1;
  reportProfile(`${controls.name}-${String(taken)}`, await profile(PROFILE_MS));
}

/** Reports the CPU time of the thread that calls it in ms, and what it has done so far. */
export function watch(): void {
  let last = { used: 0, at: performance.now() };
  setInterval(() => {
    const { user, system } = process.threadCpuUsage();
    const now = { used: (user + system) / 1000, at: performance.now() };
    measured({
      'loop.cpu.time': now.used,
      'loop.cpu.utilization': (now.used - last.used) / (now.at - last.at),
      'heap.used': process.memoryUsage().heapUsed / MEGABYTE,
      'breaker.fires': fires(),
      'backend.calls': calls,
      ...(alive !== undefined && { 'timers.alive': alive }), // as it was last counted
    });
    last = now;
  }, REPORT_MS).unref();
}
