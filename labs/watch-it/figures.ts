/** What a run of this lab shows, in figures. Times in ms of the run. */
import type { Figure } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { outageOf, type AlertName } from './alarms.ts';

const PARTS = ['unstable', 'busy', 'slow'] as const;
type PartId = (typeof PARTS)[number];
/** A spike: what the starter's alert takes for one. */
const SPIKE_MS = 50;
const SCRAPE_OF_PRODUCTION_MS = 15_000;

const inSeconds = (ms: number): string => (ms / 1000).toFixed(1);
const rounded = (value: number | undefined): string | undefined => value?.toFixed(0);

function values(run: RunView, partId: string, process: string, metric: string): number[] {
  const part = run.part(partId);
  return part ? run.samples(process, metric, part.from, part.to).map(({ value }) => value) : [];
}
export function largest(run: RunView, partId: string, process: string, metric: string): number | undefined {
  const all = values(run, partId, process, metric);
  return all.length === 0 ? undefined : Math.max(...all);
}

/** Parts in which the circuit opened and the dashboard shows a lag spike in the 2 s before. */
function opensAfterSpike(run: RunView): PartId[] {
  return PARTS.filter((part) => {
    const outage = outageOf(run, part);
    if (!outage) return false;
    // The panel looks back over 2 s.
    const lag = run.samples('monitor', 'correlation.lag', outage.opened - 500, outage.opened + 500);
    return lag.some(({ value }) => value > SPIKE_MS);
  });
}

/** How long the backend took at most in a part, by its own clock. */
export function servedMs(run: RunView, part: string): number | undefined {
  return largest(run, part, 'backend', 'http.server.request.duration.max');
}

function spikes(run: RunView): string | undefined {
  return run.part('slow')?.over ? `${String(opensAfterSpike(run).length)} of 3` : undefined;
}

function afterOpen(alert: AlertName, part: PartId): (run: RunView) => string | undefined {
  return (run) => {
    const outage = outageOf(run, part);
    const fired = outage?.fired[alert];
    return outage && fired !== undefined ? inSeconds(fired - outage.opened) : undefined;
  };
}

/** Which alerts fired in a part: what the team saw. */
function told(part: PartId): (run: RunView) => string | undefined {
  return (run) => {
    const outage = outageOf(run, part);
    if (!outage) return undefined;
    const fired = (['BackendFailing', 'FalseOpen'] as const).filter(
      (alert) => outage.fired[alert] !== undefined,
    );
    return fired.length === 0 ? 'neither' : fired.join(' and ');
  };
}

const opensAfter =
  (partId: PartId) =>
  (run: RunView): string | undefined => {
    const [part, outage] = [run.part(partId), outageOf(run, partId)];
    return part && outage ? inSeconds(outage.opened - part.from) : undefined;
  };

/** How often the circuit was in a state, and how often a scrape saw it so. */
function seenOf(run: RunView, event: string, state: string): { entered: number; seen: number } {
  return { entered: run.events('proxy', event).length, seen: run.events('monitor', `seen.${state}`).length };
}

function failedScrapes(run: RunView, partId: string): { failed: number; of: number } {
  const all = values(run, partId, 'monitor', 'scrape.proxy.up');
  return { failed: all.filter((up) => up === 0).length, of: all.length };
}

/** What `increase(…[2s])` says of the first open of the run, at most: of a counter that began at 1. */
function firstOpenIncrease(run: RunView): number | undefined {
  const [first, second] = run.events('proxy', 'breaker.open');
  if (!first) return undefined;
  const seen = run.samples(
    'monitor',
    'correlation.opens',
    first.t,
    Math.min(first.t + 1500, second?.t ?? Infinity),
  );
  return Math.max(0, ...seen.map(({ value }) => value));
}

/** Opens that somebody would see who scrapes the state every 15 s, at best: one for each scrape that falls into one. */
function openShare(run: RunView): number | undefined {
  const opens = run.events('proxy', 'breaker.open');
  if (opens.length === 0) return undefined;
  const lengths = opens.map(({ t }) => (run.events('proxy', 'breaker.halfOpen', t)[0]?.t ?? run.now) - t);
  return lengths.reduce((sum, ms) => sum + ms, 0) / opens.length / SCRAPE_OF_PRODUCTION_MS;
}

export const figures: Figure[] = [
  { id: 'spikes', label: 'Opens with a lag spike before them', unit: '', predicted: true, read: spikes },
  { id: 'told-unstable', label: 'Unstable backend: fired', unit: '', read: told('unstable') },
  { id: 'told-busy', label: 'Busy proxy: fired', unit: '', read: told('busy') },
  { id: 'told-slow', label: 'Slow backend: fired', unit: '', read: told('slow') },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  {
    id: 'unstable-opens',
    unit: 's',
    label: 'Opens on the unstable backend after',
    read: opensAfter('unstable'),
  },
  { id: 'busy-opens', unit: 's', label: 'Opens in the busy proxy after', read: opensAfter('busy') },
  { id: 'slow-opens', unit: 's', label: 'Opens on the slow backend after', read: opensAfter('slow') },
  {
    id: 'unstable-lag',
    unit: 'ms',
    label: 'Largest lag on the dashboard, unstable backend',
    read: (run) => rounded(largest(run, 'unstable', 'monitor', 'lag.max')),
  },
  {
    id: 'busy-lag',
    unit: 'ms',
    label: 'Largest lag on the dashboard, busy proxy',
    read: (run) => rounded(largest(run, 'busy', 'monitor', 'lag.max')),
  },
  {
    id: 'busy-lag-none',
    unit: '',
    label: 'Readings of the lag that say 0, busy proxy',
    read: (run) => {
      const all = values(run, 'busy', 'monitor', 'lag.max');
      return all.length === 0
        ? undefined
        : `${String(all.filter((lag) => lag === 0).length)} of ${String(all.length)}`;
    },
  },
  {
    id: 'busy-watchdog',
    unit: 'ms',
    label: 'Longest block of the busy proxy, by the watchdog',
    read: (run) => rounded(largest(run, 'busy', 'proxy', 'nodejs.eventloop.delay.watchdog')),
  },
  {
    id: 'busy-served',
    unit: 'ms',
    label: 'Longest answer of the backend, busy proxy',
    read: (run) => rounded(servedMs(run, 'busy')),
  },
  {
    id: 'busy-scrapes',
    unit: '',
    label: 'Scrapes of the busy proxy that failed',
    read: (run) => {
      const { failed, of } = failedScrapes(run, 'busy');
      return of === 0 ? undefined : `${String(failed)} of ${String(of)}`;
    },
  },
  {
    id: 'half-open',
    unit: '',
    label: 'Half-open: how often',
    read: (run) => String(seenOf(run, 'breaker.halfOpen', 'half-open').entered),
  },
  {
    id: 'half-open-seen',
    unit: '',
    label: 'Half-open: on the dashboard',
    read: (run) => String(seenOf(run, 'breaker.halfOpen', 'half-open').seen),
  },
  {
    id: 'open-share',
    unit: '',
    label: 'Chance that a scrape every 15 s sees an open',
    read: (run) => {
      const share = openShare(run);
      return share === undefined ? undefined : `${(share * 100).toFixed(0)}%`;
    },
  },
  {
    id: 'first-open',
    unit: '',
    label: 'increase() of the first open',
    read: (run) => rounded(firstOpenIncrease(run)),
  },
  { id: 'told-unstable', unit: '', label: 'Unstable backend: fired', read: told('unstable') },
  { id: 'told-busy', unit: '', label: 'Busy proxy: fired', read: told('busy') },
  { id: 'told-slow', unit: '', label: 'Slow backend: fired', read: told('slow') },
  {
    id: 'busy-told-after',
    unit: 's',
    label: 'FalseOpen after the open',
    read: afterOpen('FalseOpen', 'busy'),
  },
  {
    id: 'slow-told-after',
    unit: 's',
    label: 'BackendFailing after the open',
    read: afterOpen('BackendFailing', 'slow'),
  },
];
