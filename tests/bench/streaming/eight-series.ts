/** The eight series that the charts of the lab false-opens draw, as three samples of one moment. */
import type { RunRecord } from '../../../labs/kit/records.ts';

/** Smooth and never the same, so that every point has to be drawn. */
const wave = (t: number, seconds: number): number => 100 + 80 * Math.sin(t / (seconds * 1000));

export const samplesAt = (t: number): RunRecord[] => [
  {
    kind: 'sample',
    t,
    process: 'proxy',
    values: {
      'nodejs.eventloop.delay.watchdog': wave(t, 0.7),
      'nodejs.eventloop.delay.max': wave(t, 1.1),
      'nodejs.eventloop.delay.meter': wave(t, 1.7),
      'http.client.request.duration.p95': wave(t, 2.3),
    },
  },
  {
    kind: 'sample',
    t,
    process: 'backend',
    values: { 'http.server.request.duration.p95': wave(t, 1.3) },
  },
  {
    kind: 'sample',
    t,
    process: 'load',
    values: {
      'http.client.request.rate.ok': wave(t, 3.1),
      'http.client.request.rate.rejected': wave(t, 1.9),
      'http.client.request.rate.unsent': wave(t, 2.9),
    },
  },
];
