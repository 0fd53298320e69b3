import { expect } from 'vitest';
import { callUs, failure, opening, told } from '../../../labs/under-load/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'a failure costs with the calls in the window, and a success next to nothing',
    holds: (run) => {
      const [few, many] = [failure(run, 'defaults', 100)!, failure(run, 'defaults', 5000)!];
      expect([few.calls, many.calls]).toEqual([1000, 50_000]);
      expect(many.ms).toBeGreaterThan(10 * few.ms);
      expect(callUs(run, 'success')! / 1000).toBeLessThan(failure(run, 'defaults', 1000)!.ms / 50);
    },
  },
  {
    says: 'without percentiles it no longer does',
    holds: (run) => {
      expect(failure(run, 'counts', 5000)!.ms).toBeLessThan(failure(run, 'defaults', 5000)!.ms / 20);
    },
  },
  {
    says: 'with the breaker open the closed loop gets far more answers, none of them good; the open loop as many as before',
    holds: (run) => {
      const closed = { before: told(run, 'closed', 'healthy')!, open: told(run, 'closed', 'down')! };
      expect(closed.open.answers).toBeGreaterThan(2 * closed.before.answers);
      expect(closed.open.good).toBe(0);
      const open = told(run, 'open', 'down')!;
      expect(open.good).toBe(0);
      expect(open.answers).toBeGreaterThan(150);
      expect(open.answers).toBeLessThan(250);
    },
  },
  {
    says: 'with a limit the closed loop says what the open one says',
    holds: (run) => {
      expect(told(run, 'closed', 'limited')!.answers).toBeLessThan(300);
    },
  },
  {
    says: 'rejections in the window hide failures',
    holds: (run) => {
      expect(opening(run, 'flood')!.failed).toBeGreaterThan(10 * opening(run, 'defaults')!.failed);
    },
  },
];
