import { expect } from 'vitest';
import {
  callersWait,
  cpuPerRequest,
  falseOpenTimes,
  hops,
  opensAfter,
  PLACES,
} from '../../../labs/outside/figures.ts';
import type { Finding } from './finding.ts';

/** What the breakers wait for an answer. */
const TIMEOUT_MS = 300;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'the breaker inside the busy service opens, though the backend answered everything in time',
    holds: (run) => {
      expect(falseOpenTimes(run, 'inside').length).toBeGreaterThan(0);
      const served = run.samples('backend', 'http.server.request.duration.max', 0, run.part('slow')!.from);
      expect(Math.max(...served.map(({ value }) => value))).toBeLessThan(TIMEOUT_MS);
    },
  },
  {
    says: 'at the same time and behind the same service, neither the sidecar nor HAProxy does',
    holds: (run) => {
      expect(falseOpenTimes(run, 'sidecar')).toEqual([]);
      expect(falseOpenTimes(run, 'haproxy')).toEqual([]);
    },
  },
  {
    says: 'whoever calls the busy service waits for far longer than the backend takes, by each of the three ways',
    holds: (run) => {
      for (const { id } of PLACES) expect(callersWait(run, id, 'busy')).toBeGreaterThan(500);
    },
  },
  {
    says: 'the sidecar, which is Node too, opens on the slow backend; HAProxy that asks for an open port does not',
    holds: (run) => {
      const { from, to } = run.part('slow')!;
      expect(opensAfter(run, 'sidecar')).toBeLessThan(to - from);
      expect(opensAfter(run, 'haproxy')).toBeUndefined();
      expect(callersWait(run, 'haproxy', 'slow')).toBeGreaterThan(1000);
    },
  },
  {
    says: 'HAProxy’s hop takes less time than the sidecar’s, and less than half of its CPU',
    holds: (run) => {
      const { direct, sidecar, haproxy } = hops(run)!;
      expect(haproxy - direct).toBeLessThan(sidecar - direct);
      expect(cpuPerRequest(run, 'haproxy')).toBeLessThan(cpuPerRequest(run, 'sidecar')! / 2);
    },
  },
];
