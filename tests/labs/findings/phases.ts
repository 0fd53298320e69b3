import { expect } from 'vitest';
import { names, repeats, timeoutFirst, tourOrders } from '../../../labs/phases/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'from an I/O callback setImmediate always comes before setTimeout 0',
    holds: (run) => {
      const race = timeoutFirst(run, 'io')!;
      expect(race.of).toBeGreaterThanOrEqual(10);
      expect(race.first).toBe(0);
    },
  },
  {
    says: 'in an ES module a promise comes before nextTick, in an I/O callback after it',
    holds: (run) => {
      const main = tourOrders(run, 'main')[0]!.order;
      const io = tourOrders(run, 'io')[0]!.order;
      expect(main).toMatch(/^main module → promise → nextTick → setTimeout 0/);
      expect(io).toMatch(/^readFile → nextTick → promise → socket error → setImmediate/);
    },
  },
  {
    says: 'the steps of the starter run as their names do not say',
    holds: (run) => {
      for (const ran of repeats(run, 'steps', 'io'))
        expect(names(ran)).toBe('readFile → parse → reply → tidy → count → save');
    },
  },
];
