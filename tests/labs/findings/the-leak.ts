import { expect } from 'vitest';
import {
  counted,
  cpuRatio,
  heapRatio,
  kept,
  knob,
  KNOBS,
  profileOf,
  reached,
  STATUS_FILE,
  ticksByFile,
} from '../../../labs/the-leak/figures.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import type { Finding } from './finding.ts';

const ticks = (run: RunView, server: 'uncivilized' | 'civilized') => ticksByFile(profileOf(run, server)!);

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'after the load the uncivilized server uses over 20 times the CPU time of the civilized one',
    holds: (run) => {
      expect(cpuRatio(run)).toBeGreaterThan(20);
    },
  },
  {
    says: 'its heap has grown by over 10 times as much',
    holds: (run) => {
      expect(heapRatio(run)).toBeGreaterThan(10);
    },
  },
  {
    says: 'two timers are left of each breaker, of which getActiveResourcesInfo names none',
    holds: (run) => {
      const { timers, named } = counted(run, 'uncivilized', 'counted')!;
      expect(timers).toBeGreaterThanOrEqual(24_000);
      expect(timers).toBeLessThan(24_100);
      expect(named).toBeLessThan(10);
      expect(counted(run, 'civilized', 'counted')!.timers).toBeLessThan(100);
    },
  },
  {
    says: 'the breakers themselves are gone, what lives is the Status of each',
    holds: (run) => {
      const { breakers, statuses } = kept(run)!;
      expect(breakers).toBeLessThan(5);
      expect(statuses).toBe(1000);
    },
  },
  {
    says: 'by file, status.js of opossum has the most ticks after the load, and none in the civilized server',
    holds: (run) => {
      const [[first] = []] = [...ticks(run, 'uncivilized')].toSorted(([, a], [, b]) => b - a);
      expect(first).toBe(STATUS_FILE);
      expect(ticks(run, 'civilized').get(STATUS_FILE) ?? 0).toBe(0);
    },
  },
  {
    says: 'turning percentiles off does not help, snapshots off helps by half, a common rotator leaks listeners',
    holds: (run) => {
      const [defaults, percentiles] = [knob(run, KNOBS.defaults)!, knob(run, KNOBS.percentiles)!];
      expect(percentiles.timers).toBeCloseTo(2, 0);
      expect(percentiles.bytes).toBeGreaterThan(0.8 * defaults.bytes);
      const [snapshots, rotator] = [knob(run, KNOBS.snapshots)!, knob(run, KNOBS.rotator)!];
      expect(snapshots.timers).toBeCloseTo(1, 0);
      expect(snapshots.bytes).toBeGreaterThan(0.4 * defaults.bytes);
      expect(rotator.timers).toBeCloseTo(0, 0);
      expect(rotator.listeners).toBe(1);
      expect(rotator.bytes).toBeGreaterThan(0.4 * defaults.bytes);
    },
  },
  {
    says: 'a shorter window makes it worse, a status in common leaves nothing',
    holds: (run) => {
      expect(knob(run, KNOBS.window)!.cpu).toBeGreaterThan(2.5 * knob(run, KNOBS.defaults)!.cpu);
      expect(knob(run, KNOBS.status)!.timers).toBeCloseTo(0, 0);
      expect(knob(run, KNOBS.status)!.bytes).toBeLessThan(500);
    },
  },
  {
    says: 'a breaker per request protects nobody, shut down or not',
    holds: (run) => {
      for (const server of ['uncivilized', 'civilized'] as const) {
        expect(reached(run, server)).toEqual({ calls: 200, of: 200 });
      }
    },
  },
];
