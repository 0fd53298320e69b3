import { expect } from 'vitest';
import { filesAtStart, limitOf, outcomeOf } from '../../../labs/file-descriptors/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the server has 64 descriptors, and Node needs a few of them',
    holds: (run) => {
      const files = filesAtStart(run)!;
      expect(files.limit).toBe(64);
      expect(files.open).toBeGreaterThan(10);
      expect(files.open).toBeLessThan(35);
    },
  },
  {
    says: 'of 100 at once nobody gets the page: some get an error, the others a reset',
    holds: (run) => {
      const { page, error, reset, other } = outcomeOf(run, 'crowd')!;
      expect(page).toBe(0);
      expect(other).toBe(0);
      expect(error + reset).toBe(100);
      expect(error).toBeGreaterThanOrEqual(25);
      expect(reset).toBeGreaterThanOrEqual(50);
    },
  },
  {
    says: 'the server is told nothing of it',
    holds: (run) => {
      const { dropped, serverErrors } = outcomeOf(run, 'crowd')!;
      expect([dropped, serverErrors]).toEqual([0, 0]);
    },
  },
  {
    says: 'Node raises its soft limit to the hard one, and its children have it, too',
    holds: (run) => {
      expect(limitOf(run, 'shell')).toEqual({ soft: 64, hard: 128 });
      expect(limitOf(run, 'node')).toEqual({ soft: 128, hard: 128 });
      expect(limitOf(run, 'child')!.hard).toBe(128);
    },
  },
];
