/** What the monitor of watch-it makes of an expression is what a real Prometheus makes of it, on the same samples. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as load } from 'yaml';
import { panels } from '../../labs/watch-it/dashboard.ts';
import { query } from '../../labs/watch-it/promql/evaluate.ts';
import { keyOf, SampleStore } from '../../labs/watch-it/promql/store.ts';
import { lacksPrometheus, startPrometheus, type Answered, type Prometheus } from './prometheus.ts';
import { END, history, START, STEP_MS } from './promql-history.ts';

/** Every function, operator and way of matching that is known there, and every query of the dashboard. */
const EXPRESSIONS = [
  '1 + 2 * 3 ^ 2 / 4 - 5 % 3',
  '-requests_total',
  'requests_total',
  'requests_total{job="proxy"}',
  'requests_total{job!="proxy", status=~"2..|5.."}',
  'requests_total{status!~"5.*"}',
  '{__name__="requests_total", job="backend"}',
  'requests_total offset 1500ms',
  'requests_total / 2 > 3',
  '10 < requests_total',
  'requests_total > bool 10',
  'requests_total == requests_total',
  'temperature + temperature',
  'sum(requests_total)',
  'sum by (job) (requests_total)',
  'sum without (status) (requests_total)',
  'max by (job) (requests_total) - min by (job) (requests_total)',
  'avg(requests_total)',
  'count by (status) (requests_total)',
  'rate(requests_total[2s])',
  'rate(requests_total[10s])',
  'rate(requests_total[700ms])',
  'increase(requests_total[3s])',
  'increase(requests_total[3s] offset 2s)',
  'delta(temperature[3s])',
  'max_over_time(temperature[2s])',
  'min_over_time(temperature[2s])',
  'avg_over_time(temperature[2s])',
  'sum_over_time(temperature[2s])',
  'count_over_time(temperature[2s])',
  'last_over_time(temperature[2s])',
  'changes(temperature[5s])',
  ...['max', 'min', 'sum', 'avg', 'last'].map(
    (of) => `${of}_over_time(nodejs_eventloop_lag_mean_seconds[1s])`,
  ),
  'changes(nodejs_eventloop_lag_mean_seconds[4s])',
  'max(nodejs_eventloop_lag_mean_seconds)',
  'min(nodejs_eventloop_lag_mean_seconds)',
  'nodejs_eventloop_lag_mean_seconds > 0',
  'abs(temperature - 20)',
  'histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket[4s])))',
  'histogram_quantile(0.95, sum by (le, job) (rate(http_request_duration_seconds_bucket[4s])))',
  'histogram_quantile(1, http_request_duration_seconds_bucket)',
  'histogram_quantile(2, http_request_duration_seconds_bucket)',
  'requests_total and on (job) temperature > 21',
  'requests_total unless on (job) temperature > 21',
  'temperature or requests_total',
  'requests_total{status="200"} / ignoring (status) requests_total{status="500"}',
  'requests_total{status="200"} / on (job) requests_total{status="500"}',
  'requests_total{status="200"} > on (job) requests_total{status="500"}',
  'sum(nothing) or vector(0)',
  'absent(nothing)',
  'time() - 1',
  '0 / 0 * temperature',
  'sum(rate(requests_total{status="200"}[4s])) / sum(rate(requests_total[4s])) > 0.5',
  ...panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
  ...['alerts.yml', 'solution/alerts.yml'].flatMap(expressionsOf),
];

/** Of every alert of a rule file of the lab. */
function expressionsOf(file: string): string[] {
  const text = readFileSync(new URL(`../../labs/watch-it/${file}`, import.meta.url), 'utf8');
  const { groups } = load(text) as { groups: { rules: { expr: string }[] }[] };
  return groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
}

const store = new SampleStore();
let prometheus: Prometheus | undefined;

const TOLERANCE = 1e-9;
function close(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

describe.skipIf(lacksPrometheus)(
  `as Prometheus computes it${lacksPrometheus ? ` (${lacksPrometheus})` : ''}`,
  () => {
    beforeAll(async () => {
      const samples = history();
      for (const { labels, t, value } of samples) store.append(labels, t, value);
      prometheus = await startPrometheus('', {}, openMetrics(samples));
    });
    afterAll(() => prometheus?.stop());

    test.each(EXPRESSIONS)('%s', async (expression) => {
      const own = query(expression);
      if (!own.ok) throw new Error(own.message);
      // Between the samples, on one, before the first, and after a target has gone.
      for (let t = START - STEP_MS; t <= END; t += 1700) {
        const result = own.at(store, t);
        if (!result.ok) throw new Error(result.message);
        const wanted = ((await prometheus?.instant(expression, t)) ?? []).map(
          ({ labels, points }: Answered) => ({
            key: keyOf(labels),
            value: points[0]?.[1] ?? NaN,
          }),
        );
        const found = result.points.map(({ labels, value }) => ({ key: keyOf(labels), value }));
        const sorted = (list: { key: string }[]) => list.map(({ key }) => key).sort();
        expect(sorted(found), `at ${String(t - START)} ms`).toEqual(sorted(wanted));
        for (const { key, value } of found) {
          const other = wanted.find((one) => one.key === key)?.value ?? NaN;
          expect(
            close(value, other),
            `${key} at ${String(t - START)} ms: ${String(value)}, Prometheus ${String(other)}`,
          ).toBe(true);
        }
      }
    });
  },
);

/** In the format that promtool reads samples of the past from: all of one name together. */
function openMetrics(samples: ReturnType<typeof history>): string {
  const byName = Map.groupBy(samples, ({ labels }) => labels['__name__'] ?? '');
  const lines = [...byName.values()].flatMap((all) =>
    all.map(({ labels: { __name__: name = '', ...labels }, t, value }) => {
      const inside = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return `${name}{${inside.join(',')}} ${String(value)} ${(t / 1000).toFixed(3)}`;
    }),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}
