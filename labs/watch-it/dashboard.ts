/**
 * The panels of the dashboard, once: Grafana's is built of them (grafana/build.ts), the monitor asks their
 * queries, and the lesson draws the answers. `[2s]` is four scrapes here; with one every 15 s it is `[1m]`.
 */

export interface DashboardPanel {
  id: string;
  title: string;
  /** Of its values. `state` is 0 closed, 1 half-open, 2 open. */
  unit: 'state' | 'events' | 'ms' | '/s' | '%' | 'bytes' | 'cores';
  queries: Query[];
}
export interface Query {
  /** What the line is called; `{{label}}` where a query gives a line for each value of a label. */
  legend: string;
  expr: string;
  /** Drawn on an axis of its own, at the right. */
  right?: true;
}

const answered = (matchers: string): string =>
  `sum(rate(http_request_duration_seconds_count{job="proxy", route="/api/data"${matchers}}[2s]))`;
const quantile = (q: number, job: string): string =>
  `1000 * histogram_quantile(${q}, sum by (le) (rate(http_request_duration_seconds_bucket{job="${job}", route="/api/data"}[2s])))`;
const circuitEvents = ['open', 'close', 'halfOpen', 'reject', 'fallback', 'timeout'] as const;

export const panels: DashboardPanel[] = [
  {
    id: 'state',
    title: 'Circuit state',
    unit: 'state',
    queries: [
      {
        legend: 'state',
        expr: 'sum(circuit_state{state="half-open"}) + 2 * sum(circuit_state{state="open"})',
      },
    ],
  },
  {
    id: 'events',
    title: 'Circuit events',
    unit: 'events',
    queries: circuitEvents.map((event) => ({ legend: event, expr: `sum(circuit{event="${event}"})` })),
  },
  {
    id: 'alerts',
    title: 'Alerts',
    unit: 'events',
    queries: [{ legend: '{{alertname}}', expr: 'sum by (alertname) (ALERTS{alertstate="firing"})' }],
  },
  {
    id: 'response',
    title: 'Response time of the proxy',
    unit: 'ms',
    queries: [
      { legend: 'p50', expr: quantile(0.5, 'proxy') },
      { legend: 'p95', expr: quantile(0.95, 'proxy') },
      { legend: 'max', expr: '1000 * max(http_request_duration_max_seconds{job="proxy"})' },
    ],
  },
  {
    id: 'requests',
    title: 'Requests of the proxy',
    unit: '/s',
    queries: [
      { legend: 'successful', expr: answered(', status_code="200"') },
      { legend: 'failed', expr: answered(', status_code!="200"') },
    ],
  },
  {
    id: 'errors',
    title: 'Error rate of the proxy',
    unit: '%',
    queries: [{ legend: 'failed', expr: `100 * ${answered(', status_code!="200"')} / ${answered('')}` }],
  },
  {
    id: 'lag',
    title: 'Event-loop lag of the proxy',
    unit: 'ms',
    queries: [
      { legend: 'max', expr: '1000 * max(nodejs_eventloop_lag_max_seconds{job="proxy"})' },
      { legend: 'p99', expr: '1000 * max(nodejs_eventloop_lag_p99_seconds{job="proxy"})' },
      { legend: 'mean', expr: '1000 * max(nodejs_eventloop_lag_mean_seconds{job="proxy"})' },
    ],
  },
  {
    id: 'correlation',
    title: 'Event-loop lag against the circuit',
    unit: 'ms',
    queries: [
      { legend: 'lag', expr: '1000 * max_over_time(nodejs_eventloop_lag_max_seconds{job="proxy"}[2s])' },
      // A sample for every 500 ms: so long was it open in the last 2 s.
      { legend: 'open', expr: '500 * sum(sum_over_time(circuit_state{state="open"}[2s]))' },
      { legend: 'opens', expr: 'sum(increase(circuit{event="open"}[2s]))', right: true },
    ],
  },
  {
    id: 'backend',
    title: 'The backend, by its own count',
    unit: 'ms',
    queries: [{ legend: 'p95', expr: quantile(0.95, 'backend') }],
  },
  {
    id: 'http',
    title: 'Requests by job, route and status',
    unit: '/s',
    queries: [
      {
        legend: '{{job}} {{route}} {{status_code}}',
        expr: 'sum by (job, route, status_code) (rate(http_request_duration_seconds_count[2s]))',
      },
    ],
  },
  {
    id: 'in-flight',
    title: 'Requests in flight',
    unit: 'events',
    queries: [{ legend: '{{job}}', expr: 'http_requests_in_flight' }],
  },
  {
    id: 'memory',
    title: 'Memory',
    unit: 'bytes',
    queries: [
      { legend: '{{job}} resident', expr: 'process_resident_memory_bytes' },
      { legend: '{{job}} heap', expr: 'nodejs_heap_size_used_bytes' },
    ],
  },
  {
    id: 'cpu',
    title: 'CPU',
    unit: 'cores',
    queries: [{ legend: '{{job}}', expr: 'rate(process_cpu_seconds_total[2s])' }],
  },
  {
    id: 'up',
    title: 'Scrapes that were answered',
    unit: 'events',
    queries: [{ legend: '{{job}}', expr: 'up' }],
  },
];
