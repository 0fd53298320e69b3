import { expect } from 'vitest';
import { answers, counted, sampled } from '../../../labs/who-allocates/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'for an answer more than ten times its size is allocated, and next to nothing of that is kept',
    holds: (run) => {
      const { bytes, right } = answers(run, 'before')!;
      const before = counted(run, 'before')!;
      expect(before).toBeGreaterThan((10 * bytes) / right);
      expect(sampled(run, 'kept')!.all).toBeLessThan(before / 10);
    },
  },
  {
    says: 'the first profile names the baskets, and none of the helpers',
    holds: (run) => {
      const { all, by } = sampled(run, 'kept')!;
      expect(by.get('openBasket')).toBeGreaterThan(all / 2);
      expect(by.get('lines') ?? 0).toBeLessThan(all / 4);
    },
  },
  {
    says: 'with the garbage the samples come to what was counted, and lines is the first',
    holds: (run) => {
      const { all, by } = sampled(run, 'all')!;
      expect(all / counted(run, 'prices')!).toBeGreaterThan(0.7);
      expect(all / counted(run, 'prices')!).toBeLessThan(1.3);
      expect(Math.max(...by.values())).toBe(by.get('lines'));
      expect(by.get('openBasket')! / all).toBeLessThan(0.1);
    },
  },
];
