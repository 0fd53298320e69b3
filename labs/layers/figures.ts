/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function read(run: RunView, server: string, key: 'cpu' | 'perSecond'): number[] {
  return run
    .events('compare', 'cost')
    .filter(({ detail }) => detail?.['server'] === server)
    .map(({ detail }) => Number(detail?.[key]));
}

/** Microseconds of the server's CPU for a request, over all rounds; undefined before the first. */
export function cpuOf(run: RunView, server: string): number | undefined {
  const rounds = read(run, server, 'cpu');
  // The clock of the kernel is coarse: the sum of all rounds is finer than any one of them.
  return rounds.length === 0 ? undefined : rounds.reduce((sum, cpu) => sum + cpu, 0) / rounds.length;
}

/** Requests a second, as the generator saw it. */
export function perSecondOf(run: RunView, server: string): number | undefined {
  const rounds = read(run, server, 'perSecond');
  return rounds.length === 0 ? undefined : median(rounds);
}

/** How many times the CPU of another server. */
export function ratio(run: RunView, server: string, to: string): number | undefined {
  const [one, other] = [cpuOf(run, server), cpuOf(run, to)];
  return one === undefined || other === undefined || other === 0 ? undefined : one / other;
}

export const roundsOf = (run: RunView, server: string): number => read(run, server, 'cpu').length;

/** What a server answered on a route, before it was measured. */
export function answerOf(run: RunView, server: string, route: 'stock' | 'account'): string | undefined {
  const found = run.events('compare', 'answer').find(({ detail }) => detail?.['server'] === server);
  const answer = found?.detail?.[route];
  return typeof answer === 'string' ? answer : undefined;
}

export const COLUMNS = ['Server', 'CPU a request', 'of node:http', 'requests/s at the client'];

const SERVERS = [
  { id: 'tcp', head: 'plain TCP' },
  { id: 'http', head: 'node:http' },
  { id: 'express', head: 'Express' },
  { id: 'yours', head: 'yours' },
];

const times = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : `${value.toFixed(2)} ×`;
const perSecond = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : (Math.round(value / 10) * 10).toLocaleString('en');

export function rows(run: RunView): TableRow[] {
  return SERVERS.map(({ id, head }) => {
    const cpu = cpuOf(run, id);
    return {
      head,
      cells: [
        cpu === undefined ? undefined : `${cpu.toFixed(0)} µs`,
        times(ratio(run, id, 'http')),
        perSecond(perSecondOf(run, id)),
      ],
    };
  });
}

export const figures: Figure[] = [
  {
    id: 'express',
    label: 'Express, of node:http',
    unit: '×',
    predicted: true,
    read: (run) => ratio(run, 'express', 'http')?.toFixed(1),
  },
  {
    id: 'yours',
    label: 'Yours, of node:http',
    unit: '×',
    read: (run) => ratio(run, 'yours', 'http')?.toFixed(1),
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = SERVERS.flatMap(({ id, head }): Figure[] => [
  { id: `${id}-cpu`, label: `CPU, ${head}`, unit: 'µs', read: (run) => cpuOf(run, id)?.toFixed(0) },
  {
    id: `${id}-ratio`,
    label: `Of node:http, ${head}`,
    unit: '×',
    read: (run) => ratio(run, id, 'http')?.toFixed(1),
  },
  {
    id: `${id}-rate`,
    label: `Requests a second, ${head}`,
    unit: '',
    read: (run) => perSecond(perSecondOf(run, id)),
  },
]);
