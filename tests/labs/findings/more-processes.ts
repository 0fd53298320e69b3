import { expect } from 'vitest';
import { accountOf } from '../../../labs/more-processes/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'each design is given about a hundred jobs, and crashes three times',
    holds: (run) => {
      for (const design of ['cluster', 'split', 'queue']) {
        const account = accountOf(run, design)!;
        expect(account.jobs, design).toBeGreaterThanOrEqual(80);
        expect(account.crashes, design).toBe(3);
      }
    },
  },
  {
    says: 'a cluster refuses what its killed process was at, though some of it was done, and loses nothing in silence',
    holds: (run) => {
      const { refused, untold, lost } = accountOf(run, 'cluster')!;
      expect(refused).toBeGreaterThan(0);
      expect(untold).toBeGreaterThan(0);
      expect(lost).toBe(0);
    },
  },
  {
    says: 'an API that asks again refuses nothing, and has jobs done twice',
    holds: (run) => {
      const { refused, twice, lost } = accountOf(run, 'split')!;
      expect(refused).toBe(0);
      expect(twice).toBeGreaterThan(0);
      expect(lost).toBe(0);
    },
  },
  {
    says: 'a queue in memory answers first, refuses nothing, and loses what it had accepted',
    holds: (run) => {
      const { refused, lost, told } = accountOf(run, 'queue')!;
      expect(refused).toBe(0);
      expect(lost).toBeGreaterThan(0);
      expect(told).toBeLessThan(accountOf(run, 'split')!.told);
    },
  },
];
