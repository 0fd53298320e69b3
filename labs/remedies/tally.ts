import { setTimeout as wait } from 'node:timers/promises';
import { Ledger, type Outcome } from '../kit/load/ledger.ts';
import { percentile } from '../kit/percentiles.ts';

/** For the charts: all trials together, four times a second. */
const ledger = new Ledger();
ledger.reportEvery(250);

const LOOK_EVERY_MS = 50;

/** What became of the callers' requests in one trial. */
export class Tally {
  #counting = false;
  readonly #counts: Record<Outcome, number> = { ok: 0, rejected: 0, failed: 0, unsent: 0 };
  readonly #good: number[] = [];

  /** From here on they count. */
  begin(): void {
    this.#counting = true;
  }

  add(outcome: Outcome, ms: number): void {
    ledger.add(outcome, ms);
    if (!this.#counting) return;
    this.#counts[outcome] += 1;
    if (outcome === 'ok') this.#good.push(ms);
  }

  /** Settles when so many were answered, well or not, or after so many ms. */
  async answered(count: number, withinMs: number): Promise<void> {
    const counts = this.#counts;
    const giveUp = performance.now() + withinMs;
    while (counts.ok + counts.rejected + counts.failed < count && performance.now() < giveUp) {
      await wait(LOOK_EVERY_MS);
    }
  }

  /** Of a trial of so many ms: good answers a second, shares of all requests, and ms until a good answer came. */
  figures(ms: number) {
    const { ok, rejected, failed, unsent } = this.#counts;
    const all = Math.max(1, ok + rejected + failed + unsent);
    const ascending = this.#good.toSorted((a, b) => a - b);
    return {
      perSecond: (1000 * ok) / ms,
      turnedAway: rejected / all,
      gaveUp: (failed + unsent) / all,
      p50: percentile(ascending, 0.5),
      p99: percentile(ascending, 0.99),
    };
  }
}
