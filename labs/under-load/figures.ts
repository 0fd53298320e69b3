/** What a run of this lab shows, in figures. Times are in ms, rates in 1/s. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** The options of a breaker: as in the source, with a window of 1 s, without percentiles, that in one bucket, the learner's. */
export type Way = 'defaults' | 'short' | 'counts' | 'bucket' | 'yours';
/** The traffic at which the checks compare. */
export const JUDGED_RATE = 1000;
/** Of the calls, in the lab's noisy part and in what the table adds up. */
const FAILING = 0.3;

/** What a failed call kept the thread busy for, after so many good calls a second. */
export interface Failure {
  way: Way;
  perSecond: number;
  /** In the window. */
  calls: number;
  ms: number;
}

export function failures(run: RunView): Failure[] {
  return run.events('cost', 'failure').map(({ detail = {} }) => ({
    way: detail['way'] as Way,
    perSecond: Number(detail['perSecond']),
    calls: Number(detail['calls']),
    ms: Number(detail['ms']),
  }));
}

export const failure = (run: RunView, way: Way, perSecond: number): Failure | undefined =>
  failures(run).findLast((one) => one.way === way && one.perSecond === perSecond);

/** How much of a core the failures take, where 30% of so many calls a second fail. */
export function failureShare(run: RunView, way: Way, perSecond: number): number | undefined {
  const one = failure(run, way, perSecond);
  return one && (perSecond * FAILING * one.ms) / 1000;
}

/** µs of a call that is not followed by counting up the window. */
export const callUs = (run: RunView, of: string): number | undefined => {
  const event = run.events('cost', 'call').findLast(({ detail }) => detail?.['of'] === of);
  return event && Number(event.detail?.['us']);
};

/** How many calls had to fail until a breaker opened. */
export interface Opening {
  failed: number;
  opened: boolean;
  /** Whether `breaker.stats` says what was done. */
  right: boolean;
}
export function opening(run: RunView, of: 'defaults' | 'yours' | 'flood'): Opening | undefined {
  const detail = run.events('cost', 'opening').findLast((event) => event.detail?.['of'] === of)?.detail;
  return (
    detail && {
      failed: Number(detail['failed']),
      opened: detail['opened'] === true,
      right: detail['right'] === true,
    }
  );
}

/** How often the breaker opened from then on, having been closed: a trial that failed keeps it open, and is not counted. */
export function opensFromClosed(run: RunView, from: number): number {
  return run.events('proxy', 'breaker.open', from).filter(({ t }) => {
    const closed = run.events('proxy', 'breaker.close', 0, t).at(-1)?.t ?? 0;
    return closed > (run.events('proxy', 'breaker.halfOpen', 0, t).at(-1)?.t ?? 0);
  }).length;
}

interface Reading {
  t: number;
  value: number;
}
/** Growth of a counter, from its first reading in a time to its last. */
function grown(readings: readonly Reading[]): { by: number; ms: number } {
  const [first, last] = [readings[0], readings.at(-1)];
  return first && last ? { by: last.value - first.value, ms: last.t - first.t } : { by: 0, ms: 0 };
}

/** How the proxy fared in a time of the run. */
export interface Fared {
  /** Calls that the breaker let through. */
  calls: number;
  failures: number;
  /** Processor time of the proxy for each call. */
  cpuMs: number;
  /** Cores that it used. */
  cores: number;
}
export function fared(run: RunView, from: number, to: number): Fared | undefined {
  const of = (metric: string) => grown(run.samples('proxy', metric, from, to));
  const [calls, cpu] = [of('breaker.calls'), of('process.cpu.time')];
  if (calls.by === 0 || cpu.ms === 0) return undefined;
  const cores = cpu.by / cpu.ms;
  return {
    calls: calls.by,
    failures: of('breaker.failures').by,
    cpuMs: (cores * calls.ms) / calls.by,
    cores,
  };
}

const WINDOW_MS = 10_000;

/** The noisy part, second by second: how many calls are in the breaker's window by then, and what one costs. */
export interface Second {
  second: number;
  inWindow: number;
  cpuMs: number;
  cores: number;
}
export function seconds(run: RunView): Second[] {
  const noisy = run.part('noisy');
  if (!noisy) return [];
  return Array.from({ length: Math.floor((noisy.to - noisy.from) / 1000) }, (_, i) => {
    const [from, to] = [noisy.from + i * 1000, noisy.from + (i + 1) * 1000];
    const during = fared(run, from, to);
    const inWindow = fared(run, to - WINDOW_MS, to)?.calls ?? 0;
    return during && { second: i + 1, inWindow, cpuMs: during.cpuMs, cores: during.cores };
  }).filter((one) => one !== undefined);
}

/** How long after the backend had gone down the breaker opened. */
export function opensAfterMs(run: RunView): number | undefined {
  const down = run.part('down');
  const open = down && run.events('proxy', 'breaker.open', down.from)[0];
  return open && open.t - down.from;
}

/** What a load generator says of a part, of the part's last second. */
export interface Told {
  answers: number;
  good: number;
  rejected: number;
  p50: number;
  p99: number;
}
export function told(run: RunView, process: 'open' | 'closed', partId: string): Told | undefined {
  const part = run.part(partId);
  if (!part || part.to - part.from < 1000) return undefined;
  const last = (metric: string): number =>
    run.samples(process, `http.client.request.${metric}`, part.from, part.to).at(-1)?.value ?? 0;
  const [good, rejected, failed] = [last('rate.ok'), last('rate.rejected'), last('rate.failed')];
  return {
    answers: good + rejected + failed,
    good,
    rejected,
    p50: last('duration.p50'),
    p99: last('duration.p99'),
  };
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
/** Two digits, however small; whole from 10 on. */
export const twoDigits = (value: number): string => (value < 10 ? value.toPrecision(2) : count(value));
const inMs = (ms: number): string => `${twoDigits(ms)} ms`;
const percent = (share: number): string =>
  `${share < 0.0005 ? '0' : (100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;

const RATES = [10, 100, 1000, 5000];

/** Ms of a failure over the calls in the window, by the options. */
export const failureCurves = (run: RunView): Record<string, { x: number; y: number }[]> =>
  Object.fromEntries(
    (['defaults', 'counts', 'yours'] as const).map((way) => [
      way,
      RATES.map((perSecond) => failure(run, way, perSecond))
        .filter((one) => one !== undefined)
        .map(({ calls, ms }) => ({ x: calls, y: ms })),
    ]),
  );

export const SHARE_COLUMNS = ['Calls a second', 'as in the source', 'no percentiles', 'yours'];
export function shareRows(run: RunView): TableRow[] {
  return RATES.map((perSecond) => ({
    head: count(perSecond),
    cells: (['defaults', 'counts', 'yours'] as const).map((way) => {
      const share = failureShare(run, way, perSecond);
      if (share === undefined) return undefined;
      return share < 1 ? `${percent(share)} of a core` : `${share.toFixed(1)} cores`;
    }),
  }));
}

export const WAY_COLUMNS = ['Options', 'calls in the window', 'a failure', 'times less'];
const WAYS: [Way, string][] = [
  ['defaults', 'as in the source'],
  ['short', 'a window of 1 s'],
  ['counts', 'no percentiles'],
  ['bucket', 'no percentiles, one bucket'],
  ['yours', 'yours'],
];
export function wayRows(run: RunView): TableRow[] {
  const source = failure(run, 'defaults', JUDGED_RATE);
  return WAYS.map(([way, head]) => {
    const one = failure(run, way, JUDGED_RATE);
    const times = source && one && (source.ms / one.ms).toFixed(source.ms / one.ms < 10 ? 1 : 0);
    return { head, cells: [one && count(one.calls), one && inMs(one.ms), times] };
  });
}

export const CALL_COLUMNS = ['A call', 'the thread is busy', '1,000 a second use'];
const CALLS = [
  ['bare', 'no breaker'],
  ['no-timer', 'succeeds, no timeout'],
  ['success', 'succeeds'],
  ['reject', 'is rejected'],
] as const;
export function callRows(run: RunView): TableRow[] {
  return CALLS.map(([of, head]) => {
    const us = callUs(run, of);
    return {
      head,
      cells:
        us === undefined
          ? [undefined, undefined]
          : [`${twoDigits(us)} µs`, `${percent(us / 1000)} of a core`],
    };
  });
}

export const SECOND_COLUMNS = ['Second', 'calls in the window', 'CPU for each call', 'the proxy uses'];
export function secondRows(run: RunView): TableRow[] {
  return seconds(run).map(({ second, inWindow, cpuMs, cores }) => ({
    head: String(second),
    cells: [count(inWindow), `${cpuMs.toFixed(2)} ms`, `${cores.toFixed(2)} cores`],
  }));
}

export const TOLD_COLUMNS = ['Who asks, when', 'answers', 'of them good', 'p50', 'p99'];
const PARTS = [
  ['healthy', 'backend healthy'],
  ['down', 'breaker open'],
  ['limited', 'breaker open, limited'],
] as const;
export function toldRows(run: RunView): TableRow[] {
  return PARTS.flatMap(([id, when]) =>
    (['closed', 'open'] as const).map((who) => {
      const one = told(run, who, id);
      const head = `${who} loop, ${when}`;
      if (!one) return { head, cells: [undefined, undefined, undefined, undefined] };
      return {
        head,
        cells: [`${count(one.answers)}/s`, `${count(one.good)}/s`, inMs(one.p50), inMs(one.p99)],
      };
    }),
  );
}

export function toldConclusion(run: RunView): string | undefined {
  const [before, open] = [told(run, 'closed', 'healthy'), told(run, 'closed', 'down')];
  if (!before || !open) return undefined;
  return `When the breaker was open, the closed loop counted ${(open.answers / before.answers).toFixed(0)} times as many answers as before. ${count(open.good)} of them were good.`;
}

type Read = (run: RunView) => number | undefined;

/** A figure of two digits, however small, or a whole number. */
const fact = (id: string, label: string, unit: string, read: Read): Figure => ({
  id,
  label,
  unit,
  read: (run) => {
    const value = read(run);
    if (value === undefined) return undefined;
    return value === 0 ? '0' : twoDigits(value);
  },
});

const failureMs =
  (way: Way, perSecond = JUDGED_RATE): Read =>
  (run) =>
    failure(run, way, perSecond)?.ms;
const sharePercent =
  (way: Way, perSecond: number): Read =>
  (run) => {
    const share = failureShare(run, way, perSecond);
    return share === undefined ? undefined : share * 100;
  };
const timesLess =
  (way: Way): Read =>
  (run) => {
    const [source, one] = [failure(run, 'defaults', JUDGED_RATE), failure(run, way, JUDGED_RATE)];
    return source && one && source.ms / one.ms;
  };
const spinTimes: Read = (run) => {
  const [before, open] = [told(run, 'closed', 'healthy'), told(run, 'closed', 'down')];
  return before && open && open.answers / before.answers;
};
/** Of the second in which the closed loop spins, and of the one in which it is limited. */
const proxyCores =
  (partId: string): Read =>
  (run) => {
    const part = run.part(partId);
    return part && run.samples('proxy', 'process.cpu.utilization', part.from, part.to).at(-1)?.value;
  };

export const figures: Figure[] = [
  {
    ...fact('failure', 'A failure, with 10,000 calls in the window', 'ms', failureMs('defaults')),
    predicted: true,
  },
  fact('yours', 'Yours, at 1,000 calls a second', 'ms', failureMs('yours')),
  {
    id: 'spin',
    label: 'Answers a second in the closed loop: healthy, breaker open',
    unit: '',
    predicted: true,
    read: (run) => {
      const [before, open] = [told(run, 'closed', 'healthy'), told(run, 'closed', 'down')];
      return before && open && `${count(before.answers)}, ${count(open.answers)}`;
    },
  },
];

const of = (who: 'open' | 'closed', partId: string, key: keyof Told): Read => {
  return (run) => told(run, who, partId)?.[key];
};

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  fact('bare', 'A call without a breaker', 'µs', (run) => callUs(run, 'bare')),
  fact('success', 'A call that succeeds', 'µs', (run) => callUs(run, 'success')),
  fact('no-timer', 'A call that succeeds, no timeout', 'µs', (run) => callUs(run, 'no-timer')),
  fact('reject', 'A call that is rejected', 'µs', (run) => callUs(run, 'reject')),
  fact('failure-10', 'A failure, 100 calls in the window', 'ms', failureMs('defaults', 10)),
  fact('failure-100', 'A failure, 1,000 calls in the window', 'ms', failureMs('defaults', 100)),
  fact('failure-5000', 'A failure, 50,000 calls in the window', 'ms', failureMs('defaults', 5000)),
  fact('counts', 'A failure, no percentiles', 'ms', failureMs('counts')),
  fact('bucket', 'A failure, no percentiles, one bucket', 'ms', failureMs('bucket')),
  fact('short', 'A failure, a window of 1 s', 'ms', failureMs('short')),
  fact('yours-times', 'Times less, yours', '', timesLess('yours')),
  fact('share-100', 'Of a core, 100 calls a second', '%', sharePercent('defaults', 100)),
  fact('share', 'Of a core, 1,000 calls a second', '%', sharePercent('defaults', JUDGED_RATE)),
  fact('noisy', 'CPU for each call while 30% fail', 'ms', (run) => {
    const noisy = run.part('noisy');
    return noisy && fared(run, noisy.from, noisy.to)?.cpuMs;
  }),
  fact('noisy-window', 'Calls in the window at the end', '', (run) => seconds(run).at(-1)?.inWindow),
  fact('threshold', 'Failures until it opens', '', (run) => opening(run, 'defaults')?.failed),
  fact('flood', 'The same after 5,000 rejections', '', (run) => opening(run, 'flood')?.failed),
  fact('spin-times', 'Times as many answers', '', spinTimes),
  fact('spin-cores', 'Cores of the proxy, spinning', '', proxyCores('down')),
  fact('limited-cores', 'Cores of the proxy, limited', '', proxyCores('limited')),
  fact('closed-healthy-answers', 'Closed loop, healthy', '', of('closed', 'healthy', 'answers')),
  fact('closed-healthy-p50', 'Its median', 'ms', of('closed', 'healthy', 'p50')),
  fact('closed-down-answers', 'Closed loop, breaker open', '', of('closed', 'down', 'answers')),
  fact('closed-down-good', 'Of them good', '', of('closed', 'down', 'good')),
  fact('closed-down-p50', 'Its median', 'ms', of('closed', 'down', 'p50')),
  fact('open-healthy-answers', 'Open loop, healthy', '', of('open', 'healthy', 'answers')),
  fact('open-healthy-good', 'Of them good', '', of('open', 'healthy', 'good')),
  fact('open-down-answers', 'Open loop, breaker open', '', of('open', 'down', 'answers')),
  fact('open-down-good', 'Of them good', '', of('open', 'down', 'good')),
];
