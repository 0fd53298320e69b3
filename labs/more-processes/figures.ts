/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What became of the jobs that one design was given. */
export interface Account {
  jobs: number;
  /** The customer was told that the job is done, or will be. */
  accepted: number;
  /** The customer was told nothing, or that it failed. */
  refused: number;
  /** Accepted, and no invoice went out. */
  lost: number;
  /** More than one invoice went out. */
  twice: number;
  /** Refused, and an invoice went out. */
  untold: number;
  crashes: number;
  /** Median time until the customer was told, in ms. */
  told: number;
}

export function accountOf(run: RunView, design: string): Account | undefined {
  const ofDesign = ({ detail }: { detail?: Record<string, unknown> | undefined }): boolean =>
    detail?.['design'] === design;
  const jobs = run.events('customers', 'job').filter(ofDesign);
  if (jobs.length === 0) return undefined;
  const invoices = new Map<unknown, number>();
  for (const { detail } of run.events('invoices', 'invoice').filter(ofDesign))
    invoices.set(detail?.['id'], (invoices.get(detail?.['id']) ?? 0) + 1);
  const accepted = jobs.filter(({ detail }) => detail?.['accepted'] === true);
  const refused = jobs.filter(({ detail }) => detail?.['accepted'] !== true);
  const times = jobs.map(({ detail }) => Number(detail?.['ms'])).sort((a, b) => a - b);
  return {
    jobs: jobs.length,
    accepted: accepted.length,
    refused: refused.length,
    lost: accepted.filter(({ detail }) => !invoices.has(detail?.['id'])).length,
    twice: [...invoices.values()].filter((count) => count > 1).length,
    untold: refused.filter(({ detail }) => invoices.has(detail?.['id'])).length,
    crashes: run.events('invoices', 'crash').filter(ofDesign).length,
    told: times[Math.floor(times.length / 2)] ?? 0,
  };
}

export const COLUMNS = [
  'Design',
  'jobs',
  'crashes',
  'refused',
  'lost',
  'twice',
  'refused, but done',
  'told after',
];

const DESIGNS = [
  { id: 'cluster', head: 'cluster of two' },
  { id: 'split', head: 'API and compute service' },
  { id: 'queue', head: 'API and your queue' },
];

export function rows(run: RunView): TableRow[] {
  return DESIGNS.map(({ id, head }) => {
    const account = accountOf(run, id);
    if (!account) return { head, cells: COLUMNS.slice(1).map(() => undefined) };
    const { jobs, crashes, refused, lost, twice, untold, told } = account;
    return {
      head,
      cells: [...[jobs, crashes, refused, lost, twice, untold].map(String), `${told.toFixed(0)} ms`],
    };
  });
}

const of = (design: string, read: (account: Account) => string): Figure['read'] => {
  return (run) => {
    const account = accountOf(run, design);
    return account && read(account);
  };
};

export const figures: Figure[] = [
  {
    id: 'lost',
    label: 'Lost by the queue',
    unit: '',
    predicted: true,
    read: of('queue', ({ lost }) => String(lost)),
  },
  {
    id: 'twice',
    label: 'Done twice by the queue',
    unit: '',
    read: of('queue', ({ twice }) => String(twice)),
  },
  {
    id: 'split',
    label: 'Done twice by API and service',
    unit: '',
    read: of('split', ({ twice }) => String(twice)),
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = DESIGNS.flatMap(({ id, head }) => [
  ...(['jobs', 'crashes', 'refused', 'lost', 'twice', 'untold'] as const).map((key): Figure => ({
    id: `${id}-${key}`,
    label: `${key}, ${head}`,
    unit: '',
    read: of(id, (account) => String(account[key])),
  })),
  { id: `${id}-told`, label: `told after, ${head}`, unit: 'ms', read: of(id, ({ told }) => told.toFixed(0)) },
]);
