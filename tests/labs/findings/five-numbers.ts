import { expect } from 'vitest';
import { drawn, named } from '../../../labs/five-numbers/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'objects and instances that are kept show in heapUsed, and not outside of the heap',
    holds: (run) => {
      for (const name of ['leak-objects', 'leak-classes', 'classes']) {
        const { slopes } = named(run, name)!;
        expect(slopes.heapUsed.perSecond, name).toBeGreaterThan(1.5);
        expect(Math.abs(slopes.arrayBuffers.perSecond), name).toBeLessThan(0.5);
      }
    },
  },
  {
    says: 'buffers show in external and arrayBuffers alike, in rss, and not in heapUsed',
    holds: (run) => {
      const { slopes } = named(run, 'leak-buffers')!;
      expect(slopes.arrayBuffers.perSecond).toBeGreaterThan(1.5);
      expect(slopes.external.perSecond / slopes.arrayBuffers.perSecond).toBeCloseTo(1, 0);
      expect(slopes.rss.perSecond).toBeGreaterThan(1.5);
      expect(Math.abs(slopes.heapUsed.perSecond)).toBeLessThan(0.5);
    },
  },
  {
    says: 'what is allocated and forgotten makes resident memory rise at first, and no heapUsed after that',
    holds: (run) => {
      for (const name of ['allocate-locals', 'allocate-classes']) {
        const rss = run.samples('doctor', `${name}.rss`).map(({ value }) => value);
        expect(Math.max(...rss) - (rss[0] ?? 0), name).toBeGreaterThan(3);
        const { heapUsed } = named(run, name)!.slopes;
        expect(heapUsed.perSecond - 2 * heapUsed.error, name).toBeLessThan(1);
      }
    },
  },
  {
    says: 'what was drawn is said at the end, with the seed that draws it again',
    holds: (run) => {
      expect(drawn(run)?.seed).toBeGreaterThan(0);
      expect(drawn(run)?.modes).not.toEqual([]);
    },
  },
];
