import { expect } from 'vitest';
import { outageOf } from '../../../labs/watch-it/alarms.ts';
import { largest, servedMs } from '../../../labs/watch-it/figures.ts';
import type { Finding } from './finding.ts';

/** What the breaker of the lab waits for an answer. */
const TIMEOUT_MS = 500;
/** What its alert takes for a spike. */
const SPIKE_MS = 50;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the circuit opens in each of the three outages',
    holds: (run) => {
      for (const part of ['unstable', 'busy', 'slow']) expect(outageOf(run, part), part).toBeDefined();
    },
  },
  {
    says: 'the lag on the dashboard has spikes where the backend fails by itself',
    holds: (run) => {
      expect(largest(run, 'unstable', 'monitor', 'lag.max')).toBeGreaterThan(SPIKE_MS);
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
    says: 'a scrape of the busy proxy waits for its loop',
    holds: (run) => {
      expect(largest(run, 'busy', 'monitor', 'scrape.proxy.duration')).toBeGreaterThan(200);
    },
  },
];
