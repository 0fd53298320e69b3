import { expect } from 'vitest';
import { believedOf, kneeOf, littleMiss, peakOf, sweepOf } from '../../../labs/the-knee/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the knee is within a factor of 1.5 of the size of the pool',
    holds: (run) => {
      const sweep = sweepOf(run);
      const ratio = kneeOf(sweep)! / sweep[0]!.pool;
      expect(ratio).toBeGreaterThan(1 / 1.5);
      expect(ratio).toBeLessThan(1.5);
    },
  },
  {
    says: 'before it twice the users get twice the answers, after it they get a longer wait',
    holds: (run) => {
      const of = (users: number) => sweepOf(run).find((step) => step.users === users)!;
      expect(of(8).throughput).toBeGreaterThan(1.6 * of(4).throughput);
      expect(of(256).throughput).toBeLessThan(1.3 * of(64).throughput);
      expect(of(256).p50).toBeGreaterThan(2 * of(64).p50);
      expect(peakOf(sweepOf(run))).toBeLessThan(1100);
    },
  },
  {
    says: 'Little’s law holds in every step',
    holds: (run) => {
      expect(littleMiss(sweepOf(run))).toBeLessThan(0.2);
    },
  },
  {
    says: 'the scalability law, fitted up to 32 users, says far too much for 256',
    holds: (run) => {
      const { said, measured } = believedOf(sweepOf(run))!;
      expect(said).toBeGreaterThan(1.3 * measured);
    },
  },
];
