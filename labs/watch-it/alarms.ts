/** When an alert was in which state. Times in ms of the run. */
import type { RunView } from '../kit/run-view.ts';

/** The two alerts that alerts.yml has to have. */
export const ALERTS = ['BackendFailing', 'FalseOpen'] as const;
export type AlertName = (typeof ALERTS)[number];
const states = ['inactive', 'pending', 'firing'] as const;

/**
 * When the alert fires between `from` and `to`. One that fires already at `from` only lingers if it ends
 * before `to`, and then it is its next time that counts; if it does not end, it fires at `from`.
 */
export function firesAt(run: RunView, alert: AlertName, from: number, to: number): number | undefined {
  const changes = states
    .flatMap((state) => run.events('monitor', `alert.${alert}.${state}`).map(({ t }) => ({ t, state })))
    .sort((a, b) => a.t - b.t);
  const inside = changes.filter(({ t }) => t > from && t < to);
  const began = changes.findLast(({ t }) => t <= from);
  if (began?.state === 'firing' && inside.length === 0) return from;
  return inside.find(({ state }) => state === 'firing')?.t;
}

/** What became of each alert once the circuit had opened in a part; undefined where it did not open in it. */
export interface Outage {
  opened: number;
  to: number;
  over: boolean;
  fired: Record<AlertName, number | undefined>;
}

export function outageOf(run: RunView, partId: string): Outage | undefined {
  const part = run.part(partId);
  if (!part) return undefined;
  const opened = run.events('proxy', 'breaker.open', part.from, part.to)[0]?.t;
  if (opened === undefined) return undefined;
  const fired = (alert: AlertName): number | undefined => firesAt(run, alert, opened, part.to);
  return {
    opened,
    to: part.to,
    over: part.over,
    fired: { BackendFailing: fired('BackendFailing'), FalseOpen: fired('FalseOpen') },
  };
}
