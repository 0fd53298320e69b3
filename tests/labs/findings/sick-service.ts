import { expect } from 'vitest';
import { drawnIn, errorShare, memorySlope, cpuAfter, bestP99 } from '../../../labs/sick-service/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of the shop that is recorded. */
export const findings: Finding[] = [
  {
    says: 'the recorded shop shows something on each gauge',
    holds: (run) => {
      expect(drawnIn(run)).toEqual(['blocking-call', 'no-deadline', 'few-connections', 'kept-timers']);
      expect(bestP99(run)).toBeGreaterThan(400);
      expect(errorShare(run)).toBeGreaterThan(0.05);
      // A healthy one comes to at most 0.2 MB/s.
      expect(memorySlope(run)).toBeGreaterThan(5e5);
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
    says: 'the breaker never opens, and the slow answers of the suppliers are waited for',
    holds: (run) => {
      expect(run.events('shop', 'breaker.open')).toEqual([]);
      expect(bestP99(run)).toBeGreaterThan(1400);
    },
  },
  {
    says: 'it never has more than its 30 connections, and those who come in vain have no answer',
    holds: (run) => {
      const load = run.part('load')!;
      const open = run.samples('shop', 'server.connections', load.from, load.to);
      expect(Math.max(...open.map(({ value }) => value))).toBe(30);
    },
  },
];
