/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';
import { fit, predict, type Law } from './usl.ts';

/** What so many users at a time got. Times in ms. */
export interface Step {
  users: number;
  pool: number;
  /** Answers a second. */
  throughput: number;
  mean: number;
  p50: number;
  p99: number;
}

function steps(run: RunView, name: string): Step[] {
  return run.events('sweep', name).map(({ detail }) => {
    const number = (key: keyof Step): number => Number(detail?.[key]);
    return {
      users: number('users'),
      pool: number('pool'),
      throughput: number('throughput'),
      mean: number('mean'),
      p50: number('p50'),
      p99: number('p99'),
    };
  });
}

export const sweepOf = (run: RunView): Step[] => steps(run, 'step');

/** Your settings, measured several times: the one with the most answers. */
export function yoursOf(run: RunView): Step | undefined {
  return steps(run, 'yours')
    .toSorted((a, b) => a.throughput - b.throughput)
    .at(-1);
}

/** The best of yours beside the best of what was measured in turns with it. */
export interface Compared {
  /** Of the answers a second that plenty of users get. */
  share: number;
  /** Times the p50 of one user. */
  slower: number;
  plenty: number;
}

export function comparedOf(run: RunView): Compared | undefined {
  const [yours, beside] = [steps(run, 'yours'), steps(run, 'beside')];
  if (yours.length === 0 || beside.length === 0) return undefined;
  const plenty = Math.max(...beside.map(({ users }) => users));
  const most = (all: readonly Step[]): number => Math.max(...all.map(({ throughput }) => throughput));
  const quickest = (all: readonly Step[]): number => Math.min(...all.map(({ p50 }) => p50));
  return {
    share: most(yours) / most(beside),
    slower: quickest(yours) / quickest(beside),
    plenty,
  };
}

export function peakOf(sweep: readonly Step[]): number | undefined {
  return sweep.length === 0 ? undefined : Math.max(...sweep.map(({ throughput }) => throughput));
}

/**
 * Where the knee is: so many users would get the peak, if none of them waited for another. By Little's
 * law that is the peak (per ms) times the time of an answer when there is one user.
 */
export function kneeOf(sweep: readonly Step[]): number | undefined {
  const [alone, peak] = [sweep.find(({ users }) => users === 1), peakOf(sweep)];
  return alone && peak !== undefined && sweep.length > 8 ? (peak / 1000) * alone.p50 : undefined;
}

/** Little's law: users = throughput × mean time. What it says of a step, and by how much it is off. */
export const littleOf = ({ throughput, mean }: Step): number => (throughput / 1000) * mean;

/** The largest miss of Little's law over all steps, as a share. */
export function littleMiss(sweep: readonly Step[]): number | undefined {
  return sweep.length === 0
    ? undefined
    : Math.max(...sweep.map((step) => Math.abs(littleOf(step) / step.users - 1)));
}

/** The law was fitted to the steps up to here; those beyond were left out, and predicted. */
export const FITTED_UP_TO = 32;

export interface Believed {
  law: Law;
  /** Largest miss among the steps that it was fitted to, as a share. */
  inside: number;
  /** At the last step, which was left out: what it says there, and what was measured. */
  said: number;
  measured: number;
}

export function believedOf(sweep: readonly Step[]): Believed | undefined {
  const fitted = sweep.filter(({ users }) => users <= FITTED_UP_TO);
  const last = sweep.at(-1);
  const law = fit(fitted);
  if (!law || !last || last.users <= FITTED_UP_TO) return undefined;
  const miss = ({ users, throughput }: Step): number => Math.abs(predict(law, users) / throughput - 1);
  return {
    law,
    inside: Math.max(...fitted.map(miss)),
    said: predict(law, last.users),
    measured: last.throughput,
  };
}

export function throughputCurves(run: RunView): Record<string, { x: number; y: number }[]> {
  const sweep = sweepOf(run);
  const believed = believedOf(sweep);
  const of = (y: (users: number) => number): { x: number; y: number }[] =>
    sweep.map(({ users }) => ({ x: users, y: y(users) }));
  return {
    measured: sweep.map(({ users, throughput }) => ({ x: users, y: throughput })),
    law: believed ? of((users) => predict(believed.law, users)) : [],
  };
}

export function latencyCurves(run: RunView): Record<string, { x: number; y: number }[]> {
  const sweep = sweepOf(run);
  return {
    p50: sweep.map(({ users, p50 }) => ({ x: users, y: p50 })),
    p99: sweep.map(({ users, p99 }) => ({ x: users, y: p99 })),
  };
}

/** Latency against throughput: the curve turns back on itself where more users get nothing more. */
export function againstThroughput(run: RunView): Record<string, { x: number; y: number }[]> {
  return { p50: sweepOf(run).map(({ throughput, p50 }) => ({ x: throughput, y: p50 })) };
}

export const COLUMNS = ['Users', 'answers/s', 'mean ms', 'p50 ms', 'p99 ms', 'Little says', 'law says'];

export function rows(run: RunView): TableRow[] {
  const sweep = sweepOf(run);
  const law = believedOf(sweep)?.law;
  return sweep.map((step) => ({
    head: String(step.users),
    cells: [
      step.throughput.toFixed(0),
      step.mean.toFixed(1),
      step.p50.toFixed(1),
      step.p99.toFixed(1),
      littleOf(step).toFixed(1),
      law && predict(law, step.users).toFixed(0),
    ],
  }));
}

const whole = (value: number | undefined): string | undefined => value?.toFixed(0);
const percent = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : `${(100 * value).toFixed(0)}%`;

export const figures: Figure[] = [
  {
    id: 'knee',
    label: 'Knee, in users',
    unit: '',
    predicted: true,
    read: (run) => whole(kneeOf(sweepOf(run))),
  },
  { id: 'peak', label: 'Peak', unit: '/s', read: (run) => whole(peakOf(sweepOf(run))) },
  {
    id: 'yours',
    label: 'Yours',
    unit: '',
    read: (run) => {
      const yours = yoursOf(run);
      return yours && `${yours.throughput.toFixed(0)}/s, p50 ${yours.p50.toFixed(0)} ms`;
    },
  },
];

const fact = (id: string, label: string, unit: string, read: Figure['read']): Figure => ({
  id,
  label,
  unit,
  read,
});
const at = (users: number, key: 'throughput' | 'p50'): Figure['read'] => {
  return (run) => whole(sweepOf(run).find((step) => step.users === users)?.[key]);
};

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  fact('knee', 'Knee', '', (run) => whole(kneeOf(sweepOf(run)))),
  fact('peak', 'Peak', '/s', (run) => whole(peakOf(sweepOf(run)))),
  ...[1, 8, 16, 32, 64, 256].flatMap((users) => [
    fact(`rate-${String(users)}`, `Throughput with ${String(users)}`, '/s', at(users, 'throughput')),
    fact(`p50-${String(users)}`, `p50 with ${String(users)}`, 'ms', at(users, 'p50')),
  ]),
  fact('little', 'Largest miss of Little’s law', '', (run) => percent(littleMiss(sweepOf(run)))),
  fact('inside', 'Largest miss of the fit', '', (run) => percent(believedOf(sweepOf(run))?.inside)),
  fact('said', 'Predicted at the last point', '/s', (run) => whole(believedOf(sweepOf(run))?.said)),
  fact('measured', 'Measured at the last point', '/s', (run) => whole(believedOf(sweepOf(run))?.measured)),
  fact('yours-rate', 'Yours, throughput', '/s', (run) => whole(yoursOf(run)?.throughput)),
  fact('yours-p50', 'Yours, p50', 'ms', (run) => whole(yoursOf(run)?.p50)),
];
