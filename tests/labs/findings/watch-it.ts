import { expect } from 'vitest';
import { outageOf } from '../../../labs/watch-it/alarms.ts';
import { failedScrapes, opensAfterSpike, seenOf, servedMs } from '../../../labs/watch-it/figures.ts';
import type { Finding } from './finding.ts';

/** What the breaker of the lab waits for an answer. */
const TIMEOUT_MS = 500;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the circuit opens in each of the three outages',
    holds: (run) => {
      for (const part of ['unstable', 'busy', 'slow']) expect(outageOf(run, part), part).toBeDefined();
    },
  },
  {
    says: 'a lag spike comes before the open where the backend fails by itself',
    holds: (run) => {
      expect(opensAfterSpike(run)).toContain('unstable');
    },
  },
  {
    says: 'the backend answered in time while the proxy was busy, and too late when it was slow',
    holds: (run) => {
      expect(servedMs(run, 'busy')).toBeLessThan(TIMEOUT_MS);
      expect(servedMs(run, 'slow')).toBeGreaterThan(TIMEOUT_MS);
    },
  },
  {
    says: 'the people of the backend are called for an outage that is not theirs',
    holds: (run) => {
      expect(outageOf(run, 'busy')?.fired.BackendFailing).toBeDefined();
    },
  },
  {
    says: 'the busy proxy misses scrapes',
    holds: (run) => {
      expect(failedScrapes(run, 'busy').failed).toBeGreaterThan(0);
    },
  },
  {
    says: 'the dashboard shows less of half-open than there was',
    holds: (run) => {
      const { entered, seen } = seenOf(run, 'breaker.halfOpen', 'half-open');
      expect(entered).toBeGreaterThan(0);
      expect(seen).toBeLessThan(entered);
    },
  },
];
