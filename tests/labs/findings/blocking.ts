import { expect } from 'vitest';
import { alarmAfter, blocksOf, longBlocks, median, readDuring } from '../../../labs/blocking/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'while the loop is blocked, its own meter reads nothing, and raises no alarm',
    holds: (run) => {
      const blocks = longBlocks(run);
      expect(blocks.length).toBeGreaterThan(8);
      for (const block of blocks) {
        expect(readDuring(run, block)).toBe(0);
        expect(alarmAfter(run, block)).toBeUndefined();
      }
    },
  },
  {
    says: 'when the block is over, the same meter reads about all of it, and the alarm comes',
    holds: (run) => {
      const after = longBlocks(run)
        .filter(({ ms, to }) => ms === 500 && run.now > to + 250)
        .map(({ to }) =>
          Math.max(...run.samples('service', 'meter.delay', to, to + 250).map(({ value }) => value)),
        );
      expect(median(after)).toBeGreaterThan(400);
      expect(run.events('service', 'alarm.on').length).toBeGreaterThan(5);
    },
  },
  {
    says: 'after one block of 300 ms, p99 of the histogram has missed it and max has not',
    holds: (run) => {
      const { from, to } = run.part('single')!;
      expect(blocksOf(run).filter((block) => block.from > from && block.to < to)).toHaveLength(1);
      const last = (metric: string) => run.samples('service', metric, from, to).at(-1)!.value;
      expect(last('histogram.max')).toBeGreaterThan(250);
      expect(last('histogram.p99')).toBeLessThan(last('histogram.max') / 2);
    },
  },
  {
    says: 'blocks of 500 ms and of 10 ms have about the same utilization, and not the same delay',
    holds: (run) => {
      const [long, fine] = [run.part('long')!, run.part('fine')!];
      const of = (metric: string, part: { from: number; to: number }) =>
        run.samples('service', metric, part.from, part.to).map(({ value }) => value);
      for (const part of [long, fine]) {
        const utilization = median(of('utilization.second', { from: part.from + 1000, to: part.to }))!;
        expect(utilization).toBeGreaterThan(25);
        expect(utilization).toBeLessThan(85);
      }
      const watchdog = 'nodejs.eventloop.delay.watchdog';
      expect(Math.max(...of(watchdog, long))).toBeGreaterThan(5 * median(of(watchdog, fine))!);
    },
  },
];
