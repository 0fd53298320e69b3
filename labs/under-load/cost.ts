/** What a call costs through a breaker: by itself, without clients, in the time that this thread is busy with it. */
import CircuitBreaker from 'opossum';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { options as yours } from './breaker.ts';

const defaults: CircuitBreaker.Options = {
  timeout: 500,
  errorThresholdPercentage: 50,
  resetTimeout: 5000,
  rollingCountTimeout: 10_000,
  rollingCountBuckets: 10,
};
const noPercentiles = { ...defaults, rollingPercentilesEnabled: false };
const ways: Record<string, CircuitBreaker.Options> = {
  defaults,
  short: { ...defaults, rollingCountTimeout: 1000 },
  counts: noPercentiles,
  bucket: { ...noPercentiles, rollingCountBuckets: 1 },
  yours,
};
const rates = [10, 100, 1000, 5000];
const MOST_CALLS = 100_000;
const TRIES = 15;
const BATCH = 1000;

let failing = false;
const call = (): Promise<string> =>
  failing ? Promise.reject(new Error('no answer')) : Promise.resolve('an answer');
const windowOf = (options: CircuitBreaker.Options): number => options.rollingCountTimeout ?? 10_000;

// #region filled
/** A breaker whose window is as full as it is after `perSecond` good calls a second, of 5 to 25 ms each. */
function filled(
  options: CircuitBreaker.Options,
  perSecond: number,
): { breaker: CircuitBreaker; calls: number } {
  const breaker = new CircuitBreaker(call, { ...options });
  const calls = Math.min(MOST_CALLS, (perSecond * windowOf(options)) / 1000);
  for (let i = 0; i < calls; i += 1) {
    // The events by which opossum's own statistics learn of a call.
    breaker.emit('fire');
    breaker.emit('success', 'an answer', 5 + Math.floor(Math.random() * 20));
  }
  return { breaker, calls };
}
// #endregion

// #region time
/**
 * How long one call keeps this thread busy, in ms: nothing else of it runs before the promise is settled. Of
 * several tries the fastest counts, for whatever else the machine does can only add to it.
 */
async function timeOf(fire: () => Promise<unknown>, times = 1): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < times; i += 1) await fire().catch(() => undefined);
  return (performance.now() - began) / times;
}
// #endregion

async function failures(perSecond: number): Promise<void> {
  failing = true;
  for (const [way, options] of Object.entries(ways)) {
    const { breaker, calls } = filled(options, perSecond);
    const times: number[] = [];
    for (let i = 0; i < TRIES; i += 1) times.push(await timeOf(() => breaker.fire()));
    happened('failure', { way, perSecond, calls, ms: Math.min(...times) });
    breaker.shutdown();
    await nextTurn();
  }
  failing = false;
}

/** A call that the breaker does not stop to count up: good, or rejected. */
async function others(): Promise<void> {
  const [closed, noTimer, open] = [
    new CircuitBreaker(call, { ...defaults }),
    new CircuitBreaker(call, { ...defaults, timeout: false }),
    new CircuitBreaker(call, { ...defaults }),
  ];
  open.open();
  const fires: Record<string, () => Promise<unknown>> = {
    bare: call,
    success: () => closed.fire(),
    'no-timer': () => noTimer.fire(),
    reject: () => open.fire(),
  };
  const times: Record<string, number[]> = {};
  for (let i = 0; i < TRIES; i += 1) {
    for (const [of, fire] of Object.entries(fires)) (times[of] ??= []).push(await timeOf(fire, BATCH));
    await nextTurn();
  }
  for (const [of, values] of Object.entries(times)) happened('call', { of, us: Math.min(...values) * 1000 });
  for (const breaker of [closed, noTimer, open]) breaker.shutdown();
}

/** After so many good calls and rejections, how many calls must fail until it opens? And does it count them right? */
async function opening(
  of: string,
  options: CircuitBreaker.Options,
  good: number,
  rejected: number,
): Promise<void> {
  const breaker = new CircuitBreaker(call, { ...options });
  for (let i = 0; i < good; i += 1) await breaker.fire().catch(() => undefined);
  breaker.open();
  for (let i = 0; i < rejected; i += 1) await breaker.fire().catch(() => undefined);
  breaker.close();
  failing = true;
  let failed = 0;
  while (breaker.closed && failed < 10 * (good + rejected)) {
    await breaker.fire().catch(() => undefined);
    failed += 1;
  }
  failing = false;
  const { fires, successes, failures, rejects } = breaker.stats;
  const right =
    fires === good + rejected + failed && successes === good && failures === failed && rejects === rejected;
  happened('opening', { of, good, rejected, failed, opened: breaker.opened, right });
  breaker.shutdown();
}

async function costs(): Promise<void> {
  // The first time warms the code up: V8 has not compiled it yet.
  for (const perSecond of [10, ...rates]) await failures(perSecond);
  await others();
  await opening('defaults', defaults, 200, 0);
  await opening('yours', yours, 200, 0);
  await opening('flood', noPercentiles, 200, 5000);
}

const measureIfAsked = (): void => {
  if (controls.measure) void costs();
};
const controls = liveControls({ measure: false }, measureIfAsked);
measureIfAsked();
setInterval(() => undefined, 60_000); // stay, until it is asked
