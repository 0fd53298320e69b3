import { expect } from 'vitest';
import { ranBetween } from '../../../labs/one-thread/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: '2,000 connections that only wait leave the fast route fast',
    holds: (run) => {
      const open = run.samples('crowd', 'connections.open').map(({ value }) => value);
      expect(Math.max(...open)).toBe(2000);
      const waits = (id: 'fast' | 'whole') => {
        const { from, to } = run.part(id)!;
        const fast = ranBetween(run, from, to).filter(({ name }) => name === 'fast');
        return fast.map(({ t, asked }) => t - asked).sort((a, b) => a - b);
      };
      const alone = waits('fast');
      expect(alone[Math.floor(alone.length / 2)]).toBeLessThan(waits('whole').at(-1)! / 4);
    },
  },
  {
    says: 'a report keeps fast requests waiting for about as long as it takes, though each is handled at once',
    holds: (run) => {
      const part = run.part('whole')!;
      const ran = ranBetween(run, part.from, part.to);
      const reports = ran.filter(({ name }) => name === 'report').map(({ duration }) => duration);
      const fast = ran.filter(({ name }) => name === 'fast');
      const longest = Math.max(...fast.map(({ t, asked }) => t - asked));
      expect(Math.min(...reports)).toBeGreaterThan(100);
      expect(longest).toBeGreaterThan(Math.min(...reports) * 0.6);
      const handled = fast.map(({ duration }) => duration).sort((a, b) => a - b);
      expect(handled[Math.floor(handled.length / 2)]).toBeLessThan(10);
    },
  },
  {
    says: 'what waits is answered in one go when the report is done',
    holds: (run) => {
      const part = run.part('whole')!;
      const ran = ranBetween(run, part.from, part.to);
      const report = ran.find(({ name }) => name === 'report')!;
      const end = report.t + report.duration;
      const waiting = ran.filter(({ name, asked, t }) => name === 'fast' && asked < end && t >= end);
      expect(waiting.length).toBeGreaterThan(2);
    },
  },
];
