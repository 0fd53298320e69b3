/** What a run of this lab shows, in figures. Times are in ms, sizes in bytes. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** The ways that are tried, as they are typed. */
export const WAYS = {
  signal: 'kill -USR2, --heapsnapshot-signal',
  'signal-3': 'the same with three times the visits',
  prompt: 'writeHeapSnapshot() at a prompt',
  worker: 'writeHeapSnapshot() in a worker',
  inspector: 'a debugger on loopback, --inspect',
  limit: '--heapsnapshot-near-heap-limit=1',
  report: 'kill -USR2, --report-on-signal',
  'report-without': 'the same with --report-exclude-env',
  numbers: 'getHeapStatistics() at a prompt',
  yours: 'yours: dump.ts',
} as const;
export type WayName = keyof typeof WAYS;

/** What came of a dump. */
export interface Dump {
  /** Visitors who were answered while it was made, and the longest wait of them. */
  answered: number;
  longest: number;
  /** What visitors wait at other times: the median. */
  calm: number;
  /** Whether the shop ended by itself afterwards. */
  died: boolean;
  /** By how much the memory of the process grew at most. */
  memory: number;
  bytes: number;
  /** It came over a connection; nothing was written where the shop runs. */
  sent: boolean;
  /** Names of the planted secrets in it. */
  secrets: string[];
  /** Whether it tells who fills the memory. */
  tells: boolean;
  /** Permissions of the files. */
  mode: string;
}

export function dumps(run: RunView, name: WayName): Dump[] {
  return run
    .events('ways', 'way')
    .filter(({ detail }) => detail?.['name'] === name)
    .map(({ detail = {} }) => ({
      answered: Number(detail['answered']),
      longest: Number(detail['longest']),
      calm: Number(detail['calm']),
      memory: Number(detail['memory']),
      bytes: Number(detail['bytes']),
      died: detail['died'] === true,
      sent: detail['sent'] === true,
      secrets: Array.isArray(detail['secrets']) ? detail['secrets'].map(String) : [],
      tells: detail['tells'] === true,
      mode: String(detail['mode']),
    }));
}

const median = (values: number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];

/** The longest wait of a visitor during a dump, the median of all dumps of that way; undefined if nobody was answered. */
export function longest(run: RunView, ...names: WayName[]): number | undefined {
  const all = names.flatMap((name) => dumps(run, name));
  return median(all.filter(({ answered }) => answered > 0).map((dump) => dump.longest));
}

/** The same for yours, in the best of its dumps: the others had to wait for what else the machine did, too. */
export function yourWait(run: RunView): number | undefined {
  const waits = dumps(run, 'yours').flatMap((dump) => (dump.answered > 0 ? [dump.longest] : []));
  return waits.length === 0 ? undefined : Math.min(...waits);
}

/** The ways that write the whole heap of the shop, as large as it is for yours. */
export const WHOLE = ['signal', 'prompt', 'inspector'] as const;

const MEGABYTE = 1e6;

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes.toFixed(0)}\u00a0bytes`;
  if (bytes < MEGABYTE / 10) return `${(bytes / 1000).toFixed(0)}\u00a0kB`;
  return `${(bytes / MEGABYTE).toFixed(1)}\u00a0MB`;
}

const NAMES: Record<string, string> = { password: 'password', key: 'unused key', token: 'token' };
const inIt = ({ secrets }: Dump): string => secrets.map((name) => NAMES[name] ?? name).join(', ') || 'none';

export const WAY_COLUMNS = [
  'Way',
  'longest wait',
  'memory, up by',
  'on disk',
  'secrets in it',
  'tells who',
  'mode',
];

export function wayRows(run: RunView): TableRow[] {
  return (Object.keys(WAYS) as WayName[]).map((name) => {
    const [dump] = dumps(run, name);
    const head = WAYS[name];
    if (!dump) return { head, cells: WAY_COLUMNS.slice(1).map(() => undefined) };
    return {
      head,
      tone: dump.secrets.length > 0 ? 'bad' : dump.tells ? 'good' : 'neutral',
      cells: [
        `${((name === 'yours' ? yourWait(run) : longest(run, name)) ?? 0).toFixed(0)}\u00a0ms${dump.died ? ', then the end' : ''}`,
        size(dump.memory),
        dump.sent ? `nothing; ${size(dump.bytes)} sent` : size(dump.bytes),
        inIt(dump),
        dump.tells ? 'yes' : 'no',
        dump.sent ? '–' : dump.mode,
      ],
    };
  });
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({ id, label, unit, read: (run) => read(run)?.toFixed(digits) });

const ofWay = (name: WayName): Figure[] => [
  fact(`${name}-wait`, `Longest wait, ${WAYS[name]}`, 'ms', (run) => longest(run, name)),
  {
    id: `${name}-memory`,
    label: `Memory, ${WAYS[name]}`,
    unit: '',
    read: (run) => {
      const [dump] = dumps(run, name);
      return dump && size(dump.memory);
    },
  },
  {
    id: `${name}-size`,
    label: `Size, ${WAYS[name]}`,
    unit: '',
    read: (run) => {
      const [dump] = dumps(run, name);
      return dump && size(dump.bytes);
    },
  },
];

export const figures: Figure[] = [
  {
    ...fact('pause', 'Longest wait during a snapshot', 'ms', (run) => longest(run, ...WHOLE)),
    predicted: true,
  },
  fact('yours', 'and during your dump', 'ms', yourWait),
  {
    id: 'secrets',
    label: 'Secrets in your dump',
    unit: '',
    read: (run) => {
      const [dump] = dumps(run, 'yours');
      return dump && inIt(dump);
    },
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  ...(Object.keys(WAYS) as WayName[]).flatMap(ofWay),
  fact(
    'calm',
    'Median wait at other times',
    'ms',
    (run) =>
      median(
        (['signal', 'prompt', 'report'] as const).flatMap((name) => dumps(run, name)).map(({ calm }) => calm),
      ),
    1,
  ),
  fact('calm-inspect', 'and with the inspector open', 'ms', (run) => dumps(run, 'inspector')[0]?.calm, 1),
  fact('ratio', 'Memory of a snapshot, in sizes of its file', '', (run) => {
    const [dump] = dumps(run, 'signal');
    return dump && dump.memory / dump.bytes;
  }),
  ...(['signal', 'report'] as const).map((name) => ({
    id: `${name}-mode`,
    label: `Permissions, ${WAYS[name]}`,
    unit: '',
    read: (run: RunView) => dumps(run, name)[0]?.mode,
  })),
];
