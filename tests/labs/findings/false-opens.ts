import { expect } from 'vitest';
import { falseTimeoutCounts } from '../../../labs/false-opens/figures.ts';
import type { Finding } from './finding.ts';

/** What the breaker of the lab waits for an answer. */
const TIMEOUT_MS = 500;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the injector of the source does not open the breaker',
    holds: (run) => {
      const part = run.part('injector')!;
      expect(part.over).toBe(true);
      expect(run.events('proxy', 'breaker.open', part.from, part.to)).toEqual([]);
    },
  },
  {
    says: 'a block in a timer makes no false timeout, the same block in the check phase does',
    holds: (run) => {
      const failures = falseTimeoutCounts(run)!;
      expect(failures.timer).toBe(0);
      expect(failures.check).toBeGreaterThan(0);
    },
  },
  {
    says: 'work in every request opens the breaker, though the backend answered everything in time',
    holds: (run) => {
      const part = run.part('busy')!;
      expect(run.events('proxy', 'breaker.open', part.from, part.to).length).toBeGreaterThan(0);
      const served = run.samples('backend', 'http.server.request.duration.max', 0, part.to);
      expect(Math.max(...served.map(({ value }) => value))).toBeLessThan(TIMEOUT_MS);
    },
  },
];
