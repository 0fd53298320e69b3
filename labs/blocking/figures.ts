/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** The lengths in ms at which a meter is judged; shorter blocks drown in a machine's noise. */
export const LENGTHS = [100, 250, 500] as const;

/** A block as the blocked thread itself timed it, in ms since the run began. */
export interface Block {
  /** As long as it was meant to be. */
  ms: number;
  from: number;
  to: number;
}

/** The blocks that are over, in order. */
export function blocksOf(run: RunView): Block[] {
  const starts = run.events('service', 'block.start');
  const ends = run.events('service', 'block.end');
  return ends.map((end, i) => ({ ms: Number(end.detail?.['ms']), from: starts[i]?.t ?? end.t, to: end.t }));
}

export const longBlocks = (run: RunView): Block[] => blocksOf(run).filter(({ ms }) => ms >= LENGTHS[0]);

/** What the service's own meter last said while this block lasted, in ms; 0 where it said nothing. */
export function readDuring(run: RunView, { from, to }: Block): number {
  return largestOf(run.samples('service', 'meter.delay', from, to)) ?? 0;
}

/** How long after its beginning a block raised the alarm, in ms, if it did so before it was over. */
export function alarmAfter(run: RunView, { from, to }: Block): number | undefined {
  const [first] = run.events('service', 'alarm.on', from, to);
  return first && first.t - from;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function largestOf(samples: readonly { value: number }[]): number | undefined {
  return samples.length === 0 ? undefined : Math.max(...samples.map(({ value }) => value));
}

const round = (ms: number | undefined): string | undefined => ms?.toFixed(0);

/** The median of what the meter read during the blocks of one length. */
function duringBlocks(run: RunView, ms: number): number | undefined {
  return median(longBlocks(run).flatMap((block) => (block.ms === ms ? [readDuring(run, block)] : [])));
}

/** A part's largest reading of a metric of the service. */
function largest(run: RunView, id: string, metric: string): number | undefined {
  const part = run.part(id);
  return part && largestOf(run.samples('service', metric, part.from, part.to));
}

/** A part's last reading: of the histogram, which begins anew with each part, it is the whole part. */
function last(run: RunView, id: string, metric: string): number | undefined {
  const part = run.part(id);
  return part && run.samples('service', metric, part.from, part.to).at(-1)?.value;
}

/** The utilization of the seconds that lie within a part, median in percent. */
function utilization(run: RunView, id: string): number | undefined {
  const part = run.part(id);
  const whole = part && run.samples('service', 'utilization.second', part.from + 1000, part.to);
  return median((whole ?? []).map(({ value }) => value));
}

const BYTES_PER_MB = 1e6;
const WATCHDOG = 'nodejs.eventloop.delay.watchdog';

const ROWS = [
  ['single', 'one of 300 ms', 300],
  ['short', '100 ms, timer', 100],
  ['medium', '250 ms, I/O', 250],
  ['long', '500 ms, check', 500],
  ['fine', '10 ms, timer', undefined],
] as const;

export const METER_COLUMNS = [
  'Blocks',
  'your meter, meanwhile',
  'histogram max',
  'histogram p99',
  'utilization',
  'watchdog',
];

/** A row for each part: what each meter made of its blocks. */
export function metersByPart(run: RunView): TableRow[] {
  return ROWS.map(([id, head, ms]) => {
    const part = run.part(id);
    const during = part && ms !== undefined && median(inside(run, id, ms));
    const cell = (value: number | undefined, unit: ' ms' | '%') =>
      value === undefined ? undefined : `${value.toFixed(0)}${unit}`;
    return {
      head,
      cells: [
        during === undefined || during === false ? undefined : during === 0 ? 'nothing' : cell(during, ' ms'),
        cell(last(run, id, 'histogram.max'), ' ms'),
        cell(last(run, id, 'histogram.p99'), ' ms'),
        cell(utilization(run, id), '%'),
        cell(largest(run, id, WATCHDOG), ' ms'),
      ],
    };
  });
}

function inside(run: RunView, id: string, ms: number): number[] {
  const part = run.part(id);
  return blocksOf(run).flatMap((block) =>
    part && block.ms === ms && block.from >= part.from && block.to <= part.to ? [readDuring(run, block)] : [],
  );
}

function readWhileBlocked(run: RunView): string | undefined {
  const ms = duringBlocks(run, 500);
  return ms === 0 ? 'nothing' : round(ms);
}

const p99OfOne = (run: RunView): string | undefined => round(last(run, 'single', 'histogram.p99'));
const maxOfOne = (run: RunView): string | undefined => round(last(run, 'single', 'histogram.max'));

function utilizations(run: RunView): string | undefined {
  const [long, fine] = [utilization(run, 'long'), utilization(run, 'fine')];
  if (long === undefined || fine === undefined || !run.part('fine')?.over) return undefined;
  return `${long.toFixed(0)}% and ${fine.toFixed(0)}%`;
}

export const figures: Figure[] = [
  {
    id: 'during',
    label: 'Your meter, while the loop was blocked for 500 ms',
    unit: 'ms',
    predicted: true,
    read: readWhileBlocked,
  },
  { id: 'p99', label: 'p99 after one block of 300 ms', unit: 'ms', predicted: true, read: p99OfOne },
  { id: 'max', label: 'max after the same', unit: 'ms', read: maxOfOne },
  { id: 'duty', label: 'Utilization: 500 ms blocks, 10 ms blocks', unit: '', read: utilizations },
];

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
): Figure => ({
  id,
  label,
  unit,
  read: (run) => round(read(run)),
});

const percent = (id: string, label: string, read: (run: RunView) => number | undefined): Figure => ({
  ...fact(id, label, '', read),
  read: (run) => {
    const value = round(read(run));
    return value && `${value}%`;
  },
});

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  fact('blocks', 'Blocks of 100 ms and more', '', (run) => longBlocks(run).length),
  fact(
    'alarms-in-time',
    'Alarms raised during a block',
    '',
    (run) => longBlocks(run).filter((block) => alarmAfter(run, block) !== undefined).length,
  ),
  fact('alarm-after', 'The alarm, after a block of 500 ms began', 'ms', (run) =>
    median(longBlocks(run).flatMap((block) => (block.ms === 500 ? (alarmAfter(run, block) ?? []) : []))),
  ),
  fact('read-100', 'Read during 100 ms', 'ms', (run) => duringBlocks(run, 100)),
  fact('read-250', 'Read during 250 ms', 'ms', (run) => duringBlocks(run, 250)),
  fact('read-500', 'Read during 500 ms', 'ms', (run) => duringBlocks(run, 500)),
  fact('late-500', 'Read once 500 ms were over', 'ms', (run) => largest(run, 'long', 'meter.delay')),
  percent('utilization-single', 'Highest utilization with one block of 300 ms', (run) => {
    const part = run.part('single');
    const seconds = part && run.samples('service', 'utilization.second', part.from + 1000, part.to);
    return largestOf(seconds ?? []);
  }),
  percent('utilization-long', 'Utilization with 500 ms blocks', (run) => utilization(run, 'long')),
  percent('utilization-fine', 'Utilization with 10 ms blocks', (run) => utilization(run, 'fine')),
  fact('watchdog-long', 'Watchdog with 500 ms blocks', 'ms', (run) => largest(run, 'long', WATCHDOG)),
  fact('watchdog-fine', 'Watchdog with 10 ms blocks', 'ms', (run) => largest(run, 'fine', WATCHDOG)),
  fact('p99-short', 'p99 with a block of 100 ms in 250', 'ms', (run) => last(run, 'short', 'histogram.p99')),
  fact('memory', 'Memory of the service at the end', 'MB', (run) => {
    const last = run.samples('service', 'process.memory.usage').at(-1);
    return last && last.value / BYTES_PER_MB;
  }),
];
