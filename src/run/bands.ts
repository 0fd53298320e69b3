import type { BandChart, Tone } from '../../labs/kit/manifest.ts';

/** A state and how long it held, in ms since the run began. */
export interface Span {
  state: string;
  tone: Tone;
  from: number;
  to: number;
}

/**
 * The states of a band chart, one span after the other from `from` to `to` without a gap. An event
 * that moves to the state that already holds does not cut the span.
 *
 * @param events the process's events in the order in which they happened
 */
export function bandSpans(
  chart: BandChart,
  events: readonly { t: number; name: string }[],
  to: number,
  from = 0,
): Span[] {
  let current: Span = { state: chart.initial, tone: chart.initialTone, from, to };
  const spans = [current];
  for (const event of events) {
    if (event.t > to) break;
    const next = chart.states.find((state) => state.event === event.name);
    if (!next || next.state === current.state) continue;
    current.to = event.t;
    current = { state: next.state, tone: next.tone, from: event.t, to };
    spans.push(current);
  }
  return spans.filter((span) => span.to > span.from || spans.length === 1);
}
