/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';
import { remedies, type Kind } from './remedies.ts';

/** What one trial came to. */
export interface Measured {
  /** When the breaker opened, in ms since the work began. */
  opens: number[];
  /** Good answers a second. */
  perSecond: number;
  /** Shares of all requests: answered with 503, and given up without an answer. */
  turnedAway: number;
  gaveUp: number;
  /** Ms until a good answer came, and of processor time for each; undefined where there was none. */
  p50: number | undefined;
  p99: number | undefined;
  cpuMs: number | undefined;
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** A remedy before a backend; undefined until it is measured. */
export function trial(run: RunView, name: string, backend: 'healthy' | 'slow'): Measured | undefined {
  const found = run
    .events('measure', 'measured')
    .find(({ detail }) => detail?.['name'] === name && detail['backend'] === backend)?.detail;
  if (!found) return undefined;
  return {
    opens: Array.isArray(found['opens']) ? found['opens'].map(Number) : [],
    perSecond: Number(found['perSecond']),
    turnedAway: Number(found['turnedAway']),
    gaveUp: Number(found['gaveUp']),
    p50: number(found['p50']),
    p99: number(found['p99']),
    cpuMs: number(found['cpuMs']),
  };
}

/** What a remedy is worth before the two backends; undefined until both are measured. */
export function worth(run: RunView, name: string): 'works' | 'false open' | 'no open' | undefined {
  const [healthy, slow] = [trial(run, name, 'healthy'), trial(run, name, 'slow')];
  if (!healthy || !slow) return undefined;
  if (healthy.opens.length > 0) return 'false open';
  return slow.opens.length > 0 ? 'works' : 'no open';
}

/** How many remedies work, of how many; undefined until all are measured. */
export function working(run: RunView, kind?: Kind): { works: number; of: number } | undefined {
  const results = remedies
    .filter((remedy) => kind === undefined || remedy.kind === kind)
    .map(({ name }) => worth(run, name));
  if (results.includes(undefined)) return undefined;
  return { works: results.filter((result) => result === 'works').length, of: results.length };
}

const share = (value: number): string => (value * 100).toFixed(0);
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const opened = (measured: Measured | undefined, not: string): string | undefined => {
  const [first] = measured?.opens ?? [];
  return measured && (first === undefined ? not : seconds(first));
};

export const COLUMNS = [
  'Remedy',
  'result',
  'healthy, s',
  'slow, s',
  'good, /s',
  '503, %',
  'gave up, %',
  'p50, ms',
  'p99, ms',
  'CPU, ms',
];

/** A row for the learner's own, for none, and for each remedy. The costs are those before the healthy backend. */
export function rows(run: RunView): TableRow[] {
  const all = [{ name: 'yours', label: 'yours (remedy.ts)' }, { name: 'none', label: 'none' }, ...remedies];
  return all.map(({ name, label }) => {
    const [healthy, slow, result] = [trial(run, name, 'healthy'), trial(run, name, 'slow'), worth(run, name)];
    return {
      head: label,
      tone: result && (result === 'works' ? 'good' : 'bad'),
      cells: [
        result,
        opened(healthy, 'no'),
        opened(slow, 'never'),
        healthy?.perSecond.toFixed(0),
        healthy && share(healthy.turnedAway),
        healthy && share(healthy.gaveUp),
        healthy?.p50?.toFixed(0),
        healthy?.p99?.toFixed(0),
        healthy?.cpuMs?.toFixed(0),
      ],
    };
  });
}

/** What the table says of "no amount of tuning can fix it". */
export function conclusion(run: RunView): string | undefined {
  const [all, settings, loop, elsewhere] = [
    working(run),
    working(run, 'settings'),
    working(run, 'loop'),
    working(run, 'elsewhere'),
  ];
  if (!all || !settings || !loop || !elsewhere) return undefined;
  const of = ({ works, of: count }: { works: number; of: number }) => `${String(works)} of ${String(count)}`;
  return `${of(all)} remedies: no open before the healthy backend, and still one before the slow. Of the breaker’s settings ${of(settings)}, in the service’s own loop ${of(loop)}, elsewhere ${of(elsewhere)}.`;
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => string | number | undefined,
): Figure => ({
  id,
  label,
  unit,
  read: (run) => {
    const value = read(run);
    return typeof value === 'number' ? value.toFixed(0) : value;
  },
});
const ofAll = (kind?: Kind) => (run: RunView) => {
  const found = working(run, kind);
  return found && `${String(found.works)} of ${String(found.of)}`;
};

export const figures: Figure[] = [
  { ...fact('works', 'Remedies that work', '', ofAll()), predicted: true },
  fact('own', 'Yours', '', (run) => worth(run, 'yours')),
  fact('own-good', 'with good answers', '/s', (run) => trial(run, 'yours', 'healthy')?.perSecond),
  fact('own-p50', 'after a median of', 'ms', (run) => trial(run, 'yours', 'healthy')?.p50),
];

const OPENS = { healthy: 'no', slow: 'never' } as const;

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  fact('settings', 'Settings that work', '', ofAll('settings')),
  fact('loop', 'In the loop, that work', '', ofAll('loop')),
  fact('elsewhere', 'Elsewhere, that work', '', ofAll('elsewhere')),
  fact('seed', 'Seed of the order', '', (run) => String(run.events('measure', 'order')[0]?.detail?.['seed'])),
  ...['yours', 'none', ...remedies.map(({ name }) => name)].flatMap((name) => {
    const healthy = (run: RunView) => trial(run, name, 'healthy');
    return [
      ...(['healthy', 'slow'] as const).map((backend) =>
        fact(`${name}-${backend}`, `Opens, ${name}, ${backend}`, '', (run) => {
          const after = opened(trial(run, name, backend), OPENS[backend]);
          return after === undefined || after === OPENS[backend] ? after : `${after}\u00a0s`;
        }),
      ),
      fact(`${name}-good`, `Good answers a second, ${name}`, '', (run) => healthy(run)?.perSecond),
      fact(`${name}-away`, `Turned away, ${name}`, '%', (run) => (healthy(run)?.turnedAway ?? 0) * 100),
      fact(`${name}-gave-up`, `Gave up, ${name}`, '%', (run) => (healthy(run)?.gaveUp ?? 0) * 100),
      fact(`${name}-p50`, `Median, ${name}`, 'ms', (run) => healthy(run)?.p50),
      fact(`${name}-p99`, `p99, ${name}`, 'ms', (run) => healthy(run)?.p99),
      fact(`${name}-cpu`, `CPU for each, ${name}`, 'ms', (run) => healthy(run)?.cpuMs),
    ];
  }),
];
