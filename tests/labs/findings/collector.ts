import { expect } from 'vitest';
import { died, minorsPerThousand, pausesOf } from '../../../labs/collector/figures.ts';
import { percentile } from '../../../labs/kit/percentiles.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'a young generation of 1 MB is collected several times as often, one of 64 MB several times less',
    holds: (run) => {
      const before = minorsPerThousand(run, 'default')!;
      expect(minorsPerThousand(run, 'small')! / before).toBeGreaterThan(2);
      expect(before / minorsPerThousand(run, 'large')!).toBeGreaterThan(2);
    },
  },
  {
    says: 'a larger upper limit alone changes little: what survives is too little for V8 to grow into it',
    holds: (run) => {
      const ratio = minorsPerThousand(run, 'max')! / minorsPerThousand(run, 'yours')!;
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    },
  },
  {
    says: 'fewer minor collections are longer ones',
    holds: (run) => {
      const median = (service: 'small' | 'large') => percentile(pausesOf(run, service, 'minor'), 0.5) ?? NaN;
      expect(median('large')).toBeGreaterThan(median('small'));
    },
  },
  {
    says: 'objects that grow old bring major collections',
    holds: (run) => {
      const majors = (['default', 'small', 'max', 'large', 'yours'] as const).map(
        (service) => pausesOf(run, service, 'major', 'old').length,
      );
      expect(majors.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    },
  },
  {
    says: 'a heap that may not grow ends its program',
    holds: (run) => {
      expect(died(run)).toMatchObject({ signal: 'SIGABRT', line: expect.stringContaining('heap limit') });
    },
  },
];
