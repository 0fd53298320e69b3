import { expect } from 'vitest';
import {
  answered,
  callsMade,
  causesIn,
  movesAfter,
  opensForNothing,
  stateAt,
  waited,
} from '../../../labs/three-states/figures.ts';
import type { Finding } from './finding.ts';

/** 30% errors, and of the rest those that take 500 to 800 of 100 to 800 ms. */
const FAILING = 0.3 + (0.7 * 300) / 700;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'by its numbers the backend fails 60% of the calls, with no load and no pressure',
    holds: (run) => {
      expect(1 - (answered(run, 'noise', 'bare') ?? 1)).toBeGreaterThan(FAILING - 0.15);
      expect(1 - (answered(run, 'noise', 'bare') ?? 1)).toBeLessThan(FAILING + 0.15);
    },
  },
  {
    says: 'the breaker opens before anything is wrong, and fewer callers are answered than without it',
    holds: (run) => {
      expect(opensForNothing(run)).toBeDefined();
      expect(answered(run, 'slow', 'data')).toBe(0);
    },
  },
  {
    says: 'while the backend answers everything, but after the timeout, it never closes: not the loop, not errors',
    holds: (run) => {
      const part = run.part('slow')!;
      expect(stateAt(run, part.to)).not.toBe('closed');
      expect(movesAfter(run, 'slow', 'closed')).toBeUndefined();
      const { late, failed, loopMs } = causesIn(run, 'slow')!;
      expect(late).toBeGreaterThan(0.9);
      expect(failed).toBeLessThan(0.1);
      expect(loopMs).toBeLessThan(400);
    },
  },
  {
    says: 'in the outage the breaker spares callers the wait and the backend the calls, and answers nobody',
    holds: (run) => {
      expect(waited(run, 'outage', 'data')).toBeLessThan(250);
      expect(waited(run, 'outage', 'bare')).toBeGreaterThan(450);
      const { made, spared } = callsMade(run, 'outage')!;
      expect(spared).toBeGreaterThan(10 * made);
      expect(answered(run, 'outage', 'data')).toBe(0);
    },
  },
];
