import { expect } from 'vitest';
import {
  callMs,
  knownSpin,
  lookupMs,
  medianOf,
  servedMs,
  toBlame,
} from '../../../labs/where-time-went/figures.ts';
import { tracedRequests } from '../../../labs/where-time-went/trace.ts';
import type { Finding } from './finding.ts';

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'each call takes far longer than nothing, and in one route of three the remote service is why',
    holds: (run) => {
      expect(toBlame(run)).toEqual(['/stock']);
      for (const route of ['/report', '/partner']) {
        expect(callMs(run, route)).toBeGreaterThan(2 * servedMs(run, route)!);
      }
    },
  },
  {
    says: 'most of the call of /partner is the lookup of a name that stands in a file of this machine',
    holds: (run) => {
      expect(lookupMs(run, '/partner')).toBeGreaterThan(
        0.5 * (callMs(run, '/partner')! - servedMs(run, '/partner')!),
      );
    },
  },
  {
    says: 'the tracer as it stands finds no CPU in /report, where the page uses 80 ms',
    holds: (run) => {
      expect(medianOf(run, '/report', 'spin')).toBeLessThan(10);
    },
  },
  {
    says: 'of 30 + 20 ms it finds the first part only',
    holds: (run) => {
      expect(knownSpin(run, 30, 20, true)).toBeGreaterThan(29);
      expect(knownSpin(run, 30, 20, true)).toBeLessThan(40);
    },
  },
  {
    says: 'a login is work for the pool, and none for the thread of the service',
    holds: (run) => {
      const logins = tracedRequests(run).filter(({ route }) => route === '/login');
      expect(logins.length).toBeGreaterThan(20);
      expect(Math.max(...logins.map(({ duration }) => duration))).toBeGreaterThan(30);
      expect(medianOf(run, '/login', 'spin')).toBeLessThan(10);
    },
  },
];
