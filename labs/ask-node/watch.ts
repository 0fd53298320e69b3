/** Looks at the service from inside: how busy its one thread is, and with what. */
import { Session } from 'node:inspector/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { reportProfile } from '../kit/profile.ts';
import { liveControls, measured } from '../kit/program.ts';

const PROFILE_MS = 3000;
const REPORT_MS = 250;

// #region profile
/** What this thread does in the next `ms`, looked at 500 times a second. */
async function profile(ms: number) {
  const session = new Session();
  session.connect(); // to this process: no port is opened
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 2000 }); // microseconds
  await session.post('Profiler.start');
  await wait(ms);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}
// #endregion

let taken = 0;
const controls = liveControls({ profile: false }, () => {
  if (controls.profile) void take();
});
async function take(): Promise<void> {
  taken += 1;
  reportProfile(`service-${String(taken)}`, await profile(PROFILE_MS));
}

/** Reports the CPU time of the thread that calls it, in ms. */
export function watchThread(): void {
  let last = 0;
  setInterval(() => {
    const { user, system } = process.threadCpuUsage();
    const used = (user + system) / 1000;
    measured({ 'loop.cpu.time': used, 'loop.cpu.utilization': (used - last) / REPORT_MS });
    last = used;
  }, REPORT_MS).unref();
}
