/** What became of each request, and the figures of the last second, four times a second. */
import { build, type Histogram } from 'hdr-histogram-js';
import { report } from '../channel.ts';
import { runTime } from '../clock.ts';

/** `ok` is a 2xx, `rejected` a 503, `failed` anything else or no answer, `unsent` one that gave up waiting for a connection. */
export type Outcome = 'ok' | 'rejected' | 'failed' | 'unsent';
export const outcomes: readonly Outcome[] = ['ok', 'rejected', 'failed', 'unsent'];

const SLICES = 4;
const MICROSECONDS = 1000;
const HISTOGRAM = {
  lowestDiscernibleValue: 1,
  highestTrackableValue: 120_000 * MICROSECONDS,
  numberOfSignificantValueDigits: 3,
} as const;

interface Slice {
  durations: Histogram;
  counts: Record<Outcome, number>;
}

const emptySlice = (): Slice => ({
  durations: build(HISTOGRAM),
  counts: { ok: 0, rejected: 0, failed: 0, unsent: 0 },
});

/** Sorts an HTTP status into an outcome. */
export function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  return status === 503 ? 'rejected' : 'failed';
}

export class Ledger {
  #slices: Slice[] = [emptySlice()];
  #totals = emptySlice().counts;

  /** Notes one request's end; `ms` from the time when it was due (or sent, in a closed loop). */
  add(outcome: Outcome, ms: number): void {
    const slice = this.#slices.at(-1) as Slice;
    slice.counts[outcome] += 1;
    this.#totals[outcome] += 1;
    if (outcome !== 'unsent') slice.durations.recordValue(Math.max(1, Math.round(ms * MICROSECONDS)));
  }

  /** Begins to report, each `ms` (a quarter of a second, so that four slices are a second). */
  reportEvery(ms: number): void {
    let since: number[] = [runTime()];
    setInterval(() => {
      const now = runTime();
      report({ kind: 'sample', values: this.#figures((now - (since[0] ?? now)) / 1000) }, now);
      since = [...since, now].slice(-SLICES);
      this.#slices = [...this.#slices, emptySlice()].slice(-SLICES);
    }, ms);
  }

  #figures(seconds: number): Record<string, number> {
    const durations = build(HISTOGRAM);
    const rates: Record<string, number> = {};
    for (const slice of this.#slices) durations.add(slice.durations);
    for (const outcome of outcomes) {
      const count = this.#slices.reduce((sum, slice) => sum + slice.counts[outcome], 0);
      rates[`http.client.request.rate.${outcome}`] = count / seconds;
    }
    const values = { ...rates, 'http.client.requests.ok': this.#totals.ok };
    if (durations.totalCount === 0) return values;
    // A histogram answers with the top of a bucket, which may lie above the largest value in it.
    const at = (percent: number): number =>
      Math.min(durations.getValueAtPercentile(percent), durations.maxValue) / MICROSECONDS;
    return {
      ...values,
      'http.client.request.duration.p50': at(50),
      'http.client.request.duration.p95': at(95),
      'http.client.request.duration.p99': at(99),
      'http.client.request.duration.max': durations.maxValue / MICROSECONDS,
    };
  }
}
