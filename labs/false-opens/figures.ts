/** What a run of this lab shows, in figures. Times in ms since the run began. */
import type { RunView } from '../kit/manifest.ts';

const DELAY = 'http.server.request.duration.max';

/** When the breaker opened before the backend became slow. */
export function falseOpenTimes(run: RunView): number[] {
  const from = run.part('healthy')?.from ?? 0;
  const slow = run.part('slow')?.from ?? Infinity;
  return run.events('proxy', 'breaker.open', from, slow).map((event) => event.t);
}

/** How long the backend really took at most, while it was healthy. */
export function longestServedMs(run: RunView): number | undefined {
  const slow = run.part('slow')?.from ?? Infinity;
  const longest = run.samples('backend', DELAY, 0, slow).map((sample) => sample.value);
  return longest.length === 0 ? undefined : Math.max(...longest);
}

/** How long after the backend became slow the breaker opened. */
export function opensAfterMs(run: RunView): number | undefined {
  const slow = run.part('slow');
  const open = slow && run.events('proxy', 'breaker.open', slow.from)[0];
  return open && open.t - slow.from;
}

export const inSeconds = (ms: number): string => (ms / 1000).toFixed(1);

export function falseOpens(run: RunView): string | undefined {
  if (!run.part('busy')) return undefined;
  const times = falseOpenTimes(run);
  return times.length === 0 ? '0' : `${String(times.length)}, at ${times.map(inSeconds).join(' and ')} s`;
}

export function falseTimeouts(run: RunView): string | undefined {
  const [timer, check] = [run.part('timer'), run.part('check')];
  if (!timer || !check?.over) return undefined;
  const count = (part: { from: number; to: number }): string =>
    String(run.events('proxy', 'breaker.failure', part.from, part.to).length);
  return `timer ${count(timer)}, check ${count(check)}`;
}

export function longestServed(run: RunView): string | undefined {
  return longestServedMs(run)?.toFixed(0);
}

export function opensAfter(run: RunView): string | undefined {
  const ms = opensAfterMs(run);
  return ms === undefined ? undefined : inSeconds(ms);
}
