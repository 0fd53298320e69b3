/** Samples over time, by their labels: what Prometheus keeps on disk. Times are in ms. */
import type { Exposed, Labels } from './exposition.ts';

/** An instant query takes the last sample that is not older than this. */
const LOOKBACK_MS = 5 * 60_000;

export interface Matcher {
  label: string;
  matches: (value: string) => boolean;
}

export interface Sample {
  t: number;
  /** Undefined: from here on the series has no value, for a scrape failed or did not have it. */
  value: number | undefined;
}

/** Samples of a series in a range of time, those without a value left out. */
export interface Range {
  labels: Labels;
  samples: { t: number; value: number }[];
}

/** Labels as a text that is the same for the same labels. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export class SampleStore {
  readonly #series = new Map<string, { labels: Labels; samples: Sample[] }>();

  append(labels: Labels, t: number, value: number | undefined): void {
    const key = keyOf(labels);
    const series = this.#series.get(key) ?? { labels, samples: [] };
    series.samples.push({ t, value });
    this.#series.set(key, series);
  }

  /**
   * Takes over a scrape of a target as Prometheus does: the target's labels go to every sample, `up`
   * says whether it was answered, and what it no longer has ends.
   *
   * @param scraped undefined where the scrape failed
   */
  scraped(target: Labels, t: number, scraped: readonly Exposed[] | undefined): void {
    const now = new Set<string>();
    for (const { labels, value } of scraped ?? []) {
      const all = { ...labels, ...target };
      now.add(keyOf(all));
      this.append(all, t, value);
    }
    const up = { __name__: 'up', ...target };
    this.append(up, t, scraped ? 1 : 0);
    now.add(keyOf(up));
    const ofTarget = Object.entries(target);
    for (const [key, { labels, samples }] of this.#series) {
      if (now.has(key) || !ofTarget.every(([name, value]) => labels[name] === value)) continue;
      if (samples.at(-1)?.value !== undefined) samples.push({ t, value: undefined });
    }
  }

  /** The newest value of each series at `t`. */
  instant(matchers: readonly Matcher[], t: number): { labels: Labels; value: number }[] {
    return this.#select(matchers).flatMap(({ labels, samples }) => {
      const last = samples.findLast((sample) => sample.t <= t);
      if (last?.value === undefined || last.t <= t - LOOKBACK_MS) return [];
      return [{ labels, value: last.value }];
    });
  }

  /** The samples after `from`, up to `to`. */
  range(matchers: readonly Matcher[], from: number, to: number): Range[] {
    return this.#select(matchers).flatMap(({ labels, samples }) => {
      const inside = samples.flatMap(({ t, value }) =>
        value !== undefined && t > from && t <= to ? [{ t, value }] : [],
      );
      return inside.length === 0 ? [] : [{ labels, samples: inside }];
    });
  }

  #select(matchers: readonly Matcher[]): { labels: Labels; samples: Sample[] }[] {
    return [...this.#series.values()].filter(({ labels }) =>
      matchers.every(({ label, matches }) => matches(labels[label] ?? '')),
    );
  }
}
