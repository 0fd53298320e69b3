/** What a run of this lab shows, in figures. */
import * as v from 'valibot';
import { loopSteps, readRan, type Ran } from '../kit/loop.ts';
import type { Figure } from '../kit/manifest.ts';
import type { LoopScene } from '../kit/panels.ts';
import { percentile } from '../kit/percentiles.ts';
import type { RunView } from '../kit/run-view.ts';

/** A figure of the last second still has the part before in it for so long, in ms. */
const SETTLES_AFTER = 1300;

export type PartId = 'fast' | 'whole' | 'yours';

/** The middle of the readings of a metric in a part, once it has settled. */
function middle(run: RunView, id: PartId, process: string, metric: string): number | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const values = run.samples(process, metric, part.from + SETTLES_AFTER, part.to).map(({ value }) => value);
  return percentile(
    values.sort((a, b) => a - b),
    0.5,
  );
}

/** How long the slowest 1% of a second's fast requests took, in the middle second of a part; in ms. */
export const fastP99 = (run: RunView, id: PartId): number | undefined =>
  middle(run, id, 'fast', 'http.client.request.duration.p99');

/** Good answers in a part. */
export function answers(run: RunView, id: PartId, process: 'fast' | 'reports'): number {
  const part = run.part(id);
  const samples = part ? run.samples(process, 'http.client.requests.ok', part.from, part.to) : [];
  return (samples.at(-1)?.value ?? 0) - (samples[0]?.value ?? 0);
}

/** Rows that were added up, for each report that was answered. */
export function rowsEach(run: RunView): number | undefined {
  const rows = run.samples('service', 'report.rows').reduce((sum, { value }) => sum + value, 0);
  const answered = run.samples('reports', 'http.client.requests.ok').at(-1)?.value ?? 0;
  return answered === 0 ? undefined : rows / answered;
}

const turnSchema = v.tuple([v.string(), v.string(), v.number(), v.number(), v.number()]);
const stackSchema = v.object({ key: v.string(), frames: v.array(v.string()) });

/** What ran on the loop from one time to another, in ms since the run began. */
export function ranBetween(run: RunView, from: number, to: number): Ran[] {
  const stacks = new Map<string, string[]>();
  for (const { detail } of run.events('service', 'stack')) {
    const read = v.safeParse(stackSchema, detail);
    if (read.success) stacks.set(read.output.key, read.output.frames);
  }
  // What ended in this time is reported within half a second, or when the loop is free again.
  const reports = run.events('service', 'ran', from, to + 3000);
  const turns = reports.flatMap(({ detail }) => {
    const list: unknown = detail?.['turns'];
    return Array.isArray(list) ? list.flatMap((one) => read(one, stacks)) : [];
  });
  return turns.filter(({ t, asked }) => t >= from && asked <= to);
}

function read(turn: unknown, stacks: ReadonlyMap<string, string[]>): Ran[] {
  const parsed = v.safeParse(turnSchema, turn);
  if (!parsed.success) return [];
  const [name, queue, asked, t, duration] = parsed.output;
  if (name !== 'fast' && name !== 'report') return [];
  const stack = stacks.get(`${name} ${queue}`) ?? [];
  return readRan([{ name, phase: queue, queue, asked, t, duration, stack }]);
}

/** Ms before and after a report that its picture shows. */
const BEFORE = 60;
const AFTER = 120;
/** Without a report: so much. */
const QUIET = 300;

export const sceneList: { id: PartId; label: string }[] = [
  { id: 'fast', label: 'fast only' },
  { id: 'whole', label: 'report in one piece' },
  { id: 'yours', label: 'report by your code' },
];

/** One report of each part, with what ran round it. */
export function scenes(run: RunView): LoopScene[] {
  return sceneList.flatMap(({ id }) => {
    const part = run.part(id);
    if (!part?.over) return [];
    const settled = part.from + SETTLES_AFTER;
    const report = ranBetween(run, settled, part.to).filter(({ name }) => name === 'report');
    const first = report.find(({ queue }) => queue === 'poll');
    if (id !== 'fast' && !first) return [];
    // Its last slice comes before the next report begins.
    const next = report.find(({ t, queue }) => queue === 'poll' && t > (first?.t ?? 0))?.t ?? Infinity;
    const last = report.findLast(({ t }) => t < next);
    const from = first ? first.t - BEFORE : settled;
    const to = last ? last.t + last.duration + AFTER : settled + QUIET;
    const began = run.part('fast')?.from ?? 0;
    const about = `${String(Math.round(to - from))} ms of the run, from ${((from - began) / 1000).toFixed(2)} s. Callbacks under 0.5 ms that are no request are left out.`;
    return [{ id, about, steps: loopSteps(ranBetween(run, from, to + 1000), from, to) }];
  });
}

/** The longest that a fast request of a part waited to be handled, in ms, as the service saw it. */
function longestWait(run: RunView, id: PartId): number | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const waits = ranBetween(run, part.from + SETTLES_AFTER, part.to)
    .filter(({ name }) => name === 'fast')
    .map(({ t, asked }) => t - asked);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** The middle time that a fast request's own handler took, in ms. */
function handled(run: RunView, id: PartId): number | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const times = ranBetween(run, part.from, part.to)
    .filter(({ name }) => name === 'fast')
    .map(({ duration }) => duration);
  return percentile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

export const inMs = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : ms.toFixed(ms < 10 ? 1 : 0);

export function connections(run: RunView): string | undefined {
  const most = Math.max(0, ...run.samples('crowd', 'connections.open').map(({ value }) => value));
  return most === 0 ? undefined : most.toLocaleString('en-GB');
}

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  { id: 'connections', unit: '', label: 'Idle connections', read: connections },
  { id: 'fast-p99', unit: 'ms', label: 'p99 of /fast alone', read: (run) => inMs(fastP99(run, 'fast')) },
  { id: 'whole-p99', unit: 'ms', label: 'p99 of /fast, whole', read: (run) => inMs(fastP99(run, 'whole')) },
  { id: 'yours-p99', unit: 'ms', label: 'p99 of /fast, yours', read: (run) => inMs(fastP99(run, 'yours')) },
  { id: 'whole-wait', unit: 'ms', label: 'Longest wait', read: (run) => inMs(longestWait(run, 'whole')) },
  { id: 'handled', unit: 'ms', label: 'Handler of /fast', read: (run) => inMs(handled(run, 'whole')) },
  {
    id: 'whole-time',
    unit: 'ms',
    label: 'A report in one piece takes',
    read: (run) => inMs(middle(run, 'whole', 'reports', 'http.client.request.duration.p50')),
  },
  {
    id: 'yours-time',
    unit: 'ms',
    label: 'A report of the service takes',
    read: (run) => inMs(middle(run, 'yours', 'reports', 'http.client.request.duration.p50')),
  },
  {
    id: 'reports',
    unit: '',
    label: 'Reports answered in the last part',
    read: (run) => (run.part('yours') ? String(answers(run, 'yours', 'reports')) : undefined),
  },
];
