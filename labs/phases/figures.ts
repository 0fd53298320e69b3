/** What a run of this lab shows, in figures. */
import * as v from 'valibot';
import { loopSteps, readRan, type Ran } from '../kit/loop.ts';
import type { Figure } from '../kit/manifest.ts';
import type { LoopScene, TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

type Show = 'tour' | 'race' | 'steps';
export type From = 'main' | 'io';

const orderSchema = v.object({
  show: v.picklist(['tour', 'race', 'steps']),
  from: v.picklist(['main', 'io']),
  ran: v.unknown(),
});

/** What ran in each repeat, from this place; the callback that asked for it comes first. */
export function repeats(run: RunView, show: Show, from: From): Ran[][] {
  return run.events('phases', 'order').flatMap(({ detail }) => {
    const read = v.safeParse(orderSchema, detail);
    if (!read.success || read.output.show !== show || read.output.from !== from) return [];
    return [readRan(read.output.ran)];
  });
}

export const ARROW = ' → ';
export const names = (ran: readonly Ran[]): string => ran.map(({ name }) => name).join(ARROW);

/** In how many repeats the timer came first, and of how many; undefined before the first. */
export function timeoutFirst(run: RunView, from: From): { first: number; of: number } | undefined {
  const races = repeats(run, 'race', from);
  if (races.length === 0) return undefined;
  return { first: races.filter((ran) => ran[1]?.name === 'setTimeout 0').length, of: races.length };
}

/** How often each order of the tour was seen, the most frequent first. */
export function tourOrders(run: RunView, from: From): { order: string; times: number }[] {
  const counts = new Map<string, number>();
  for (const ran of repeats(run, 'tour', from)) counts.set(names(ran), (counts.get(names(ran)) ?? 0) + 1);
  return [...counts].map(([order, times]) => ({ order, times })).sort((a, b) => b.times - a.times);
}

const PLACES: { from: From; label: string }[] = [
  { from: 'main', label: 'main module' },
  { from: 'io', label: 'I/O callback' },
];

/** The table of who came first. */
export function raceRows(run: RunView): TableRow[] {
  return PLACES.map(({ from, label }) => {
    const count = timeoutFirst(run, from);
    const cells = count && [count.first, count.of - count.first, count.of].map(String);
    return { head: label, cells: cells ?? [undefined, undefined, undefined] };
  });
}

/** What the picture can show: the first repeat of each, from each place. */
export const sceneList = [
  { id: 'tour-main', show: 'tour', from: 'main', label: 'all, main module' },
  { id: 'tour-io', show: 'tour', from: 'io', label: 'all, I/O callback' },
  { id: 'steps-main', show: 'steps', from: 'main', label: 'steps, main module' },
  { id: 'steps-io', show: 'steps', from: 'io', label: 'steps, I/O callback' },
] as const;

export function scenes(run: RunView): LoopScene[] {
  return sceneList.flatMap(({ id, show, from }) => {
    const all = repeats(run, show, from);
    if (!all[0]) return [];
    const about = `The whole of one process, the first of ${String(all.length)} that ran it.`;
    return [{ id, about, steps: loopSteps(all[0]) }];
  });
}

export const shareText = (count: { first: number; of: number } | undefined): string | undefined =>
  count && `${String(count.first)} of ${String(count.of)}`;

const commonest = (run: RunView, from: From): string | undefined =>
  tourOrders(run, from)[0]?.order.split(ARROW).slice(1).join(', ');

function inOneOrder(run: RunView, from: From): string | undefined {
  const orders = tourOrders(run, from);
  const of = orders.reduce((sum, { times }) => sum + times, 0);
  return orders[0] && `${String(orders[0].times)} of ${String(of)}`;
}

/** The order of the learner's steps, as most repeats had it. */
function stepsOrder(run: RunView, from: From): string | undefined {
  return repeats(run, 'steps', from)[0]
    ?.slice(1)
    .map(({ name }) => name)
    .join(', ');
}

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = PLACES.flatMap(({ from, label }) => [
  {
    id: `race-${from}`,
    unit: '',
    label: `setTimeout 0 first, ${label}`,
    read: (run: RunView) => shareText(timeoutFirst(run, from)),
  },
  { id: `tour-${from}`, unit: '', label: `Order, ${label}`, read: (run: RunView) => commonest(run, from) },
  {
    id: `tour-${from}-times`,
    unit: '',
    label: `Repeats in that order, ${label}`,
    read: (run: RunView) => inOneOrder(run, from),
  },
  {
    id: `steps-${from}`,
    unit: '',
    label: `The steps, ${label}`,
    read: (run: RunView) => stepsOrder(run, from),
  },
]);
