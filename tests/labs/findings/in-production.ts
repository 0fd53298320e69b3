import { expect } from 'vitest';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { dumps, longest, WHOLE } from '../../../labs/in-production/figures.ts';
import type { Dump, WayName } from '../../../labs/in-production/figures.ts';
import type { Finding } from './finding.ts';

const first = (run: RunView, name: WayName): Dump => dumps(run, name)[0]!;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'a snapshot has the password and the token of a visitor in it, and a variable that nobody reads is not there',
    holds: (run) => {
      for (const name of ['signal', 'prompt', 'inspector', 'limit'] as const) {
        expect(first(run, name)).toMatchObject({ secrets: ['password', 'token'], tells: true });
      }
    },
  },
  {
    says: 'a report has the whole environment in it, unless it is told not to, and no token',
    holds: (run) => {
      expect(first(run, 'report')).toMatchObject({ secrets: ['password', 'key'], tells: false });
      expect(first(run, 'report-without')).toMatchObject({ secrets: [], tells: false });
    },
  },
  {
    says: 'a worker writes a heap of its own, which knows nothing of the shop',
    holds: (run) => {
      expect(first(run, 'worker')).toMatchObject({ secrets: [], tells: false });
      expect(first(run, 'worker').bytes).toBeGreaterThan(1e6);
    },
  },
  {
    says: 'a snapshot grows with the heap',
    holds: (run) => {
      expect(first(run, 'signal-3').bytes).toBeGreaterThan(1.2 * first(run, 'signal').bytes);
    },
  },
  {
    says: 'visitors wait longer for a snapshot than for a report',
    holds: (run) => {
      expect(longest(run, ...WHOLE)).toBeGreaterThan(1.5 * longest(run, 'report', 'report-without')!);
    },
  },
  {
    says: 'a snapshot needs several times the memory of its file',
    holds: (run) => {
      expect(first(run, 'signal').memory).toBeGreaterThan(3 * first(run, 'signal').bytes);
    },
  },
  {
    says: 'a snapshot is for its owner’s eyes, a report for everybody’s on the machine',
    holds: (run) => {
      expect(first(run, 'signal').mode).toBe('600');
      expect(first(run, 'report').mode).toBe('644');
    },
  },
];
