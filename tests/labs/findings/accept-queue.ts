import { expect } from 'vitest';
import { crowdOf } from '../../../labs/accept-queue/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'a queue of 16 takes 17, the others come again, and each attempt is counted',
    holds: (run) => {
      const small = crowdOf(run, 'small')!;
      expect(small.limit).toBe(16);
      expect(small.longest).toBe(17);
      expect(small.late).toBeGreaterThanOrEqual(35);
      expect(small.overflows).toBeGreaterThan(small.late);
      expect(small.answered).toBe(60);
    },
  },
  {
    says: 'after the block the clients have connections that the server has not',
    holds: (run) => {
      expect(crowdOf(run, 'small')!.ghosts).toBeGreaterThan(2);
      expect(crowdOf(run, 'today')!.ghosts).toBe(0);
    },
  },
  {
    says: 'with the settings of today nobody comes late, and the limit is the smaller number',
    holds: (run) => {
      const today = crowdOf(run, 'today')!;
      expect([today.limit, today.longest, today.overflows, today.late]).toEqual([511, 60, 0, 0]);
      expect(today.slowest).toBeLessThan(crowdOf(run, 'small')!.slowest);
    },
  },
  {
    says: 'a longer queue is a longer wait',
    holds: (run) => {
      const [crowd, today] = [crowdOf(run, 'crowd')!, crowdOf(run, 'today')!];
      expect(crowd.late).toBe(0);
      expect(crowd.slowest).toBeGreaterThan(1.4 * today.slowest);
    },
  },
  {
    says: 'a large somaxconn is nothing to a server that asks for 16',
    holds: (run) => {
      expect(crowdOf(run, 'yours')!.limit).toBe(16);
      expect(crowdOf(run, 'yours')!.overflows).toBeGreaterThan(0);
    },
  },
];
