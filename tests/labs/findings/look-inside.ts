import { expect } from 'vitest';
import { dropped, facts, stuck, way } from '../../../labs/look-inside/figures.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the service is stuck when the operator comes, and process.exit() drops whoever waits',
    holds: (run) => {
      expect(stuck(run)).toBeGreaterThanOrEqual(5);
      expect(dropped(run)).toBeGreaterThanOrEqual(stuck(run)! - 5);
    },
  },
  {
    says: 'the socket is for its owner only, and a port is refused with the reason',
    holds: (run) => {
      const read = (id: string): string | undefined => facts.find((fact) => fact.id === id)!.read(run);
      expect(read('mode')).toBe('600');
      expect(read('refused')).toMatch(/^No prompt on a port .*no password/);
    },
  },
  {
    says: 'a report has the environment in it, unless it is told not to',
    holds: (run) => {
      expect(way(run, '--report-on-signal')!['secret']).toBe(true);
      expect(way(run, '--report-on-signal --report-exclude-env')!['secret']).toBe(false);
    },
  },
  {
    says: 'a heap snapshot holds the loop up for far longer than a report',
    holds: (run) => {
      const stall = (flags: string): number => Number(way(run, flags)!['stall']);
      expect(stall('--heapsnapshot-signal=SIGUSR2')).toBeGreaterThan(2 * stall('--report-on-signal'));
    },
  },
  {
    says: 'with --abort-on-uncaught-exception a crash is a signal',
    holds: (run) => {
      expect(way(run, '--report-uncaught-exception')!['ended']).toBe('code 1');
      expect(way(run, '--abort-on-uncaught-exception')!['ended']).toMatch(/^SIG(TRAP|ILL|ABRT)$/);
    },
  },
];
