/** What a run of this lab shows, in figures. Times in ms since the scenario began, as the charts show them. */
import type { Figure } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';

const DELAY = 'http.server.request.duration.max';

/** When the breaker opened before the backend became slow. */
export function falseOpenTimes(run: RunView): number[] {
  const from = run.part('healthy')?.from ?? 0;
  const slow = run.part('slow')?.from ?? Infinity;
  return run.events('proxy', 'breaker.open', from, slow).map((event) => event.t - from);
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

/** Calls that failed under the blocks in check, and under those in a timer. */
export function falseTimeoutCounts(run: RunView): { check: number; timer: number } | undefined {
  const [check, timer] = [run.part('check'), run.part('timer')];
  if (!check || !timer) return undefined;
  const failures = (from: number, to: number): number =>
    run.events('proxy', 'breaker.failure', from, to).length;
  // A call fails when its block has ended: the last one's in the pause after the part.
  return { check: failures(check.from, timer.from), timer: failures(timer.from, timer.to) };
}

export function falseTimeouts(run: RunView): string | undefined {
  const counts = run.part('timer')?.over ? falseTimeoutCounts(run) : undefined;
  return counts && `check ${String(counts.check)}, timer ${String(counts.timer)}`;
}

export function longestServed(run: RunView): string | undefined {
  return longestServedMs(run)?.toFixed(0);
}

export function opensAfter(run: RunView): string | undefined {
  const ms = opensAfterMs(run);
  return ms === undefined ? undefined : inSeconds(ms);
}

/** A part's largest reading of a metric, rounded. */
function largest(run: RunView, partId: string, process: string, metric: string): string | undefined {
  const part = run.part(partId);
  const values = part ? run.samples(process, metric, part.from, part.to).map(({ value }) => value) : [];
  return values.length === 0 ? undefined : Math.max(...values).toFixed(0);
}

function events(run: RunView, partId: string, name: string): string | undefined {
  const part = run.part(partId);
  return part && String(run.events('proxy', name, part.from, part.to).length);
}

const text = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : String(count);

/** How many good answers the clients got in a part. */
function goodAnswers(run: RunView, partId: string): string | undefined {
  const part = run.part(partId);
  if (!part) return undefined;
  const counts = run.samples('load', 'http.client.requests.ok', part.from, part.to);
  return String((counts.at(-1)?.value ?? 0) - (counts[0]?.value ?? 0));
}

function opensAfterStart(run: RunView): string | undefined {
  const busy = run.part('busy');
  const [first] = falseOpenTimes(run);
  const began = run.part('healthy')?.from ?? 0;
  return busy && first !== undefined ? inSeconds(first + began - busy.from) : undefined;
}

const WATCHDOG = 'nodejs.eventloop.delay.watchdog';
const SEEN = 'http.client.request.duration.max';

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  {
    id: 'injector-delay',
    unit: 'ms',
    label: 'Longest block of the injector',
    read: (run) => largest(run, 'injector', 'proxy', WATCHDOG),
  },
  {
    id: 'injector-answers',
    unit: '',
    label: 'Good answers under the injector',
    read: (run) => goodAnswers(run, 'injector'),
  },
  {
    id: 'injector-failures',
    unit: '',
    label: 'Calls that failed under the injector',
    read: (run) => events(run, 'injector', 'breaker.failure'),
  },
  {
    id: 'timer-delay',
    unit: 'ms',
    label: 'Longest block in a timer',
    read: (run) => largest(run, 'timer', 'proxy', WATCHDOG),
  },
  {
    id: 'timer-failures',
    unit: '',
    label: 'Calls that failed, blocks in a timer',
    read: (run) => text(falseTimeoutCounts(run)?.timer),
  },
  {
    id: 'timer-answers',
    unit: '',
    label: 'Good answers, blocks in a timer',
    read: (run) => goodAnswers(run, 'timer'),
  },
  {
    id: 'check-failures',
    unit: '',
    label: 'Calls that failed, blocks in check',
    read: (run) => text(falseTimeoutCounts(run)?.check),
  },
  {
    id: 'busy-delay',
    unit: 'ms',
    label: 'Longest turn of the loop at work',
    read: (run) => largest(run, 'busy', 'proxy', WATCHDOG),
  },
  {
    id: 'busy-seen',
    unit: 'ms',
    label: 'Longest call, seen by the proxy',
    read: (run) => largest(run, 'busy', 'proxy', SEEN),
  },
  {
    id: 'busy-failures',
    unit: '',
    label: 'Calls that failed at work',
    read: (run) => events(run, 'busy', 'breaker.failure'),
  },
  { id: 'busy-answers', unit: '', label: 'Good answers at work', read: (run) => goodAnswers(run, 'busy') },
  { id: 'busy-opens-after', unit: 's', label: 'Opens after the work began', read: opensAfterStart },
  { id: 'served', unit: 'ms', label: 'Longest answer of the healthy backend', read: longestServed },
  { id: 'opens-after', unit: 's', label: 'Opens on a slow backend after', read: opensAfter },
];
