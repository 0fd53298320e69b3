import { expect } from 'vitest';
import { ratio } from '../../../labs/layers/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'plain TCP costs less than node:http, that less than Express, and that less than a service with middleware',
    holds: (run) => {
      expect(ratio(run, 'tcp', 'http')).toBeLessThan(0.9);
      expect(ratio(run, 'express', 'http')).toBeGreaterThan(1.15);
      // 1.2 to 1.6 in fourteen runs: the order is what is said, and no figure.
      expect(ratio(run, 'yours', 'express')).toBeGreaterThan(1.05);
    },
  },
];
