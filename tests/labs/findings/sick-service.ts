import { expect } from 'vitest';
import { drawnIn, errorShare, memorySlope, cpuAfter, usualP99 } from '../../../labs/sick-service/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of the first shop. */
export const findings: Finding[] = [
  {
    says: 'the first shop shows something on each gauge',
    holds: (run) => {
      expect(drawnIn(run)).toEqual(['blocking-call', 'tight-breaker', 'small-pool', 'kept-timers']);
      expect(usualP99(run) ?? Infinity).toBeGreaterThan(400);
      expect(errorShare(run)).toBeGreaterThan(0.05);
      expect(memorySlope(run)).toBeGreaterThan(1e6);
      expect(cpuAfter(run)).toBeGreaterThan(100);
    },
  },
  {
    says: 'each receipt holds its loop, for as long as the receipt takes',
    holds: (run) => {
      const load = run.part('load')!;
      const held = run.samples('shop', 'nodejs.eventloop.delay.watchdog', load.from, load.to);
      expect(Math.max(...held.map(({ value }) => value))).toBeGreaterThan(300);
    },
  },
  {
    says: 'its breaker opens, though no price or stock takes longer than usual',
    holds: (run) => {
      expect(run.events('shop', 'breaker.open').length).toBeGreaterThan(0);
    },
  },
];
