import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordOf } from '../../labs/kit/records.ts';
import { ofKind, runFixture } from './run-fixture.ts';

describe('a stall of 1.8 s under 40 requests a second on 2 connections', () => {
  let samples: RecordOf<'sample'>[] = [];
  const largest = (process: string, metric: string): number =>
    Math.max(
      ...samples.filter((sample) => sample.process === process).map(({ values }) => values[metric] ?? 0),
    );

  beforeAll(async () => {
    samples = ofKind(await runFixture('kit-load'), 'sample');
  }, 60_000);

  test('the open loop measures from the time each request was due: its p95 shows the stall', () => {
    expect(largest('open', 'http.client.request.duration.p95')).toBeGreaterThan(700);
  });

  test('the closed loop meets the stall with two requests only: its p50 of that second hardly shows it', () => {
    expect(largest('closed', 'http.client.request.duration.max')).toBeGreaterThan(700);
    expect(largest('closed', 'http.client.request.duration.p50')).toBeLessThan(700);
  });

  test.each(['open', 'closed'])('%s: rates are those asked for, by outcome', (process) => {
    const rates = samples
      .filter((sample) => sample.process === process && 'http.client.request.rate.ok' in sample.values)
      .map(({ values }) => ({
        ok: values['http.client.request.rate.ok'] ?? 0,
        rejected: values['http.client.request.rate.rejected'] ?? 0,
      }));
    const total = rates.map(({ ok, rejected }) => ok + rejected).sort((a, b) => a - b);
    const median = total[Math.floor(total.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(30);
    expect(median).toBeLessThan(50);
    expect(rates.some(({ rejected }) => rejected > 0)).toBe(true);
  });

  test('a closed loop with connections of its own rests when it has none', () => {
    const rates = samples
      .filter(({ process }) => process === 'resting')
      .map(({ values }) => values['http.client.request.rate.ok'] ?? 0);
    expect(Math.max(...rates)).toBeGreaterThan(20);
    expect(rates.at(-1)).toBe(0);
  });

  test('percentiles are in order', () => {
    for (const { values } of samples) {
      const [p50, p95, p99, max] = ['p50', 'p95', 'p99', 'max'].map(
        (name) => values[`http.client.request.duration.${name}`],
      );
      if (p50 === undefined || p95 === undefined || p99 === undefined || max === undefined) continue;
      expect(p50 <= p95 && p95 <= p99 && p99 <= max).toBe(true);
    }
  });
});
