/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What became of the crowd of one part of the scenario. */
export interface Crowd {
  clients: number;
  /** Got an answer. */
  answered: number;
  /** Of those, had to knock more than once: the kernel asks again a second later. */
  late: number;
  /** Slowest answer in ms, since the client came. */
  slowest: number;
  /** Longest queue that was seen, and how long it might have been. */
  longest: number;
  limit: number;
  /** Attempts that found the queue full. */
  overflows: number;
  /** Connections at most that the clients had and the server did not. */
  ghosts: number;
}

/** A first attempt is answered by the kernel at once; the second one comes after a second. */
const SECOND_ATTEMPT_MS = 900;
/** The kernel lists both sides in one look, but not in one instant: a difference that is gone at the next is none. */
const seenTwice = (values: number[]): number =>
  Math.max(0, ...values.slice(1).map((value, i) => Math.min(value, values[i] ?? 0)));

export function crowdOf(run: RunView, part: string): Crowd | undefined {
  const time = run.part(part);
  const [came] = time ? run.events('clients', 'crowd', time.from, time.to) : [];
  if (!time || !came) return undefined;
  const values = (metric: string): number[] =>
    run.samples('queue', metric, came.t - 100, time.to).map(({ value }) => value);
  const answers = run
    .events('clients', 'client.answer')
    .filter(({ detail }) => detail?.['path'] === '/' && detail['crowd'] === came.detail?.['crowd']);
  const [server, client] = [values('connections.server'), values('connections.client')];
  const counted = values('queue.overflows');
  return {
    clients: Number(came.detail?.['clients']),
    answered: answers.length,
    late: answers.filter(({ detail }) => Number(detail?.['connected']) > SECOND_ATTEMPT_MS).length,
    slowest: Math.max(0, ...answers.map(({ detail }) => Number(detail?.['answered']))),
    longest: Math.max(0, ...values('queue.length')),
    limit: values('queue.limit').at(-1) ?? 0,
    overflows: (counted.at(-1) ?? 0) - (counted[0] ?? 0),
    ghosts: seenTwice(client.map((count, i) => count - (server[i] ?? count))),
  };
}

export const COLUMNS = [
  'somaxconn, backlog',
  'limit',
  'longest',
  'overflows',
  'came late',
  'ghosts',
  'slowest',
];

const PARTS = [
  { id: 'small', head: '16, 511' },
  { id: 'today', head: '4096, 511' },
  { id: 'crowd', head: '4096, 511: 200 clients' },
  { id: 'yours', head: 'yours' },
];

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function rows(run: RunView): TableRow[] {
  return PARTS.map(({ id, head }) => {
    const crowd = crowdOf(run, id);
    if (!crowd) return { head, cells: COLUMNS.slice(1).map(() => undefined) };
    const { limit, longest, overflows, late, clients, ghosts, slowest } = crowd;
    const ofAll = `${String(late)} of ${String(clients)}`;
    return {
      head,
      cells: [`${limit}`, `${longest}`, `${overflows}`, ofAll, `${ghosts}`, inSeconds(slowest)],
    };
  });
}

const of = (part: string, text: (crowd: Crowd) => string): Figure['read'] => {
  return (run) => {
    const crowd = crowdOf(run, part);
    return crowd && text(crowd);
  };
};

export const figures: Figure[] = [
  {
    id: 'late',
    label: 'Came late, with somaxconn 16',
    unit: '',
    predicted: true,
    read: of('small', ({ late }) => String(late)),
  },
  {
    id: 'overflows',
    label: 'Overflows with yours',
    unit: '',
    read: of('yours', (crowd) => String(crowd.overflows)),
  },
  {
    id: 'slowest',
    label: 'Slowest with yours',
    unit: '',
    read: of('yours', (crowd) => inSeconds(crowd.slowest)),
  },
];

const fact = (id: string, label: string, read: Figure['read']): Figure => ({ id, label, unit: '', read });

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = PARTS.flatMap(({ id, head }) => [
  fact(
    `${id}-limit`,
    `Limit, ${head}`,
    of(id, (crowd) => String(crowd.limit)),
  ),
  fact(
    `${id}-longest`,
    `Longest queue, ${head}`,
    of(id, (crowd) => String(crowd.longest)),
  ),
  fact(
    `${id}-overflows`,
    `Overflows, ${head}`,
    of(id, (crowd) => String(crowd.overflows)),
  ),
  fact(
    `${id}-in-time`,
    `Came in time, ${head}`,
    of(id, (crowd) => String(crowd.answered - crowd.late)),
  ),
  fact(
    `${id}-late`,
    `Came late, ${head}`,
    of(id, (crowd) => String(crowd.late)),
  ),
  fact(
    `${id}-ghosts`,
    `Ghosts, ${head}`,
    of(id, (crowd) => String(crowd.ghosts)),
  ),
  fact(
    `${id}-slowest`,
    `Slowest answer, ${head}`,
    of(id, (crowd) => inSeconds(crowd.slowest)),
  ),
]);
