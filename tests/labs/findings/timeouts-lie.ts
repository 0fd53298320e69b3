import { expect } from 'vitest';
import { calledLate, due, timersOf } from '../../../labs/timeouts-lie/figures.ts';
import type { Finding } from './finding.ts';

/** Of a timer from the rule, on a busy machine. */
const ROOM_MS = 100;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'a 500 ms timer fires at max(500, end of the block), whatever the block’s length and start',
    holds: (run) => {
      const timers = timersOf(run);
      expect(new Set(timers.map(({ blockMs }) => blockMs))).toEqual(new Set([100, 400, 1000, 2000]));
      for (const timer of timers) expect(Math.abs(timer.fired - due(timer))).toBeLessThan(ROOM_MS);
    },
  },
  {
    says: 'a block of 2 s makes it 2000 to 2450 ms, by how far it was from firing',
    holds: (run) => {
      const long = timersOf(run).filter(({ blockMs }) => blockMs === 2000);
      expect(new Set(long.map(({ ahead }) => ahead))).toEqual(new Set([0, 100, 300, 450]));
      for (const { ahead, fired } of long) expect(Math.abs(fired - 2000 - ahead)).toBeLessThan(ROOM_MS);
    },
  },
  {
    says: 'after a block in a timer the answer wins; after one in I/O or in check, the timer does',
    holds: (run) => {
      const [timer, poll, check] = ['timer', 'poll', 'check'].map((phase) => calledLate(run, phase)!);
      expect(timer!.late).toBe(0);
      expect(poll!.late).toBe(poll!.of);
      expect(check!.late).toBe(check!.of);
      for (const { of } of [timer!, poll!, check!]) expect(of).toBeGreaterThanOrEqual(4);
    },
  },
];
