import { expect } from 'vitest';
import { resultOf } from '../../../labs/open-or-closed/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the same service has another p99 for a closed loop than for an open one',
    holds: (run) => {
      expect(resultOf(run, 'open')!.p99).toBeGreaterThan(2 * resultOf(run, 'closed')!.p99);
      expect(resultOf(run, 'open')!.p99).toBeGreaterThan(300);
    },
  },
  {
    says: 'of the open loop about a fifth waited, of the closed one hardly any',
    holds: (run) => {
      const share = (generator: string): number =>
        resultOf(run, generator)!.slow / resultOf(run, generator)!.count;
      expect(share('open')).toBeGreaterThan(0.12);
      expect(share('closed')).toBeLessThan(0.04);
    },
  },
  {
    says: 'the median is that of a service that answers after 10 ms, for both',
    holds: (run) => {
      for (const generator of ['open', 'closed']) {
        expect(resultOf(run, generator)!.p50).toBeGreaterThan(9);
        expect(resultOf(run, generator)!.p50).toBeLessThan(40);
      }
    },
  },
];
