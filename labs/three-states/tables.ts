/** The tables below the charts: every event counted, and the three causes of a breaker that is always open. */
import type { TablePanel } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';
import {
  answered,
  callsMade,
  causesIn,
  cutOff,
  inPart,
  inSeconds,
  PARTS,
  percent,
  type PartId,
  waited,
} from './figures.ts';

/** As `counting.ts` counts them. */
const EVENTS: { event: string; about: string }[] = [
  { event: 'fire', about: 'asked' },
  { event: 'success', about: 'the backend answered' },
  { event: 'failure', about: 'it failed, or too late' },
  { event: 'timeout', about: 'of these, too late' },
  { event: 'reject', about: 'turned away, open' },
  { event: 'fallback', about: 'answered instead' },
  { event: 'open', about: '' },
  { event: 'halfOpen', about: '' },
  { event: 'close', about: '' },
  { event: 'semaphoreLocked', about: 'over capacity' },
  { event: 'cacheHit', about: '' },
  { event: 'cacheMiss', about: '' },
  { event: 'coalesceCacheHit', about: '' },
  { event: 'coalesceCacheMiss', about: '' },
  { event: 'shutdown', about: 'replaced by a control' },
];

export const events: TablePanel = {
  kind: 'table',
  id: 'events',
  title: 'Every event of the breaker',
  columns: ['Event', ...PARTS.map(({ label }) => label)],
  read: (run) =>
    EVENTS.map(({ event, about }) => ({
      head: about === '' ? event : `${event}: ${about}`,
      cells: PARTS.map(({ id }) => inPart(run, id, `breaker.count.${event}`)?.toFixed(0)),
    })),
};

/** What a breaker is for: what callers get, how long they wait, and how much the backend has to bear. */
export const callers: TablePanel = {
  kind: 'table',
  id: 'callers',
  title: 'With the breaker, and without',
  columns: ['Part', 'answered', 'without', 'p95', 'p95 without', 'calls made', 'calls spared'],
  read: (run) => PARTS.map(({ id, label }) => ({ head: label, cells: callerCells(run, id) })),
};

function callerCells(run: RunView, id: PartId): (string | undefined)[] {
  const calls = callsMade(run, id);
  return [
    ...ROUTES.map((route) => whenKnown(answered(run, id, route), percent)),
    ...ROUTES.map((route) => whenKnown(waited(run, id, route), (ms) => `${ms.toFixed(0)}\u00a0ms`)),
    whenKnown(calls?.made, String),
    whenKnown(calls?.spared, String),
  ];
}
const ROUTES = ['data', 'bare'] as const;

export const causes: TablePanel = {
  kind: 'table',
  id: 'causes',
  title: 'Not closed, and three possible causes',
  columns: [
    'Part',
    'not closed',
    'loop held up, longest',
    'backend answers errors',
    'answers come after the timeout',
  ],
  read: (run) => PARTS.map(({ id, label }) => ({ head: label, cells: causeCells(run, id) })),
};

function causeCells(run: RunView, id: PartId): (string | undefined)[] {
  const [part, found] = [run.part(id), causesIn(run, id)];
  return [
    part &&
      whenKnown(cutOff(run, id), (ms) => `${inSeconds(ms)} of ${inSeconds(part.to - part.from)}\u00a0s`),
    found && `${found.loopMs.toFixed(0)}\u00a0ms`,
    found && percent(found.failed),
    found && percent(found.late),
  ];
}

function whenKnown(value: number | undefined, say: (value: number) => string): string | undefined {
  return value === undefined ? undefined : say(value);
}
