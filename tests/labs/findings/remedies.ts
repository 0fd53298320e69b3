import { expect } from 'vitest';
import { trial, working, worth } from '../../../labs/remedies/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'without a remedy the breaker opens in front of a healthy backend',
    holds: (run) => {
      expect(worth(run, 'yours')).toBe('false open');
    },
  },
  {
    says: 'no setting of the breaker mends it, and what the service does in its loop can',
    inWhole: true,
    holds: (run) => {
      expect(working(run, 'settings')).toEqual({ works: 0, of: 6 });
      expect(working(run, 'loop')).toEqual({ works: 3, of: 4 });
      expect(working(run, 'elsewhere')).toEqual({ works: 2, of: 2 });
    },
  },
  {
    says: 'a long timeout and an errorFilter hide the outage, the other settings open falsely',
    inWhole: true,
    holds: (run) => {
      for (const name of ['timeout', 'error-filter']) expect(worth(run, name)).toBe('no open');
      for (const name of ['adaptive-timeout', 'volume-threshold', 'capacity', 'abort', 'none'])
        expect(worth(run, name)).toBe('false open');
    },
  },
  {
    says: 'a limit of opossum’s own opens sooner than no remedy does',
    inWhole: true,
    holds: (run) => {
      const opens = (name: string) => trial(run, name, 'healthy')!.opens[0]!;
      expect(opens('capacity')).toBeLessThan(opens('none'));
    },
  },
  {
    says: 'a meter that a timer reads is too late for a burst, one that is read at each request is not',
    inWhole: true,
    holds: (run) => {
      expect(worth(run, 'lag-shedding')).toBe('false open');
      expect(worth(run, 'utilization')).toBe('works');
    },
  },
  {
    says: 'a limit answers in less than half of the time in which a deadline does',
    inWhole: true,
    holds: (run) => {
      const median = (name: string) => trial(run, name, 'healthy')!.p50!;
      expect(median('admission')).toBeLessThan(median('deadline') / 2);
    },
  },
];
