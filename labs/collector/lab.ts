import { defineLab, type Series } from '../kit/manifest.ts';
import { fewerMinors, sameAnswers } from './checks.ts';
import {
  COLLECTOR_COLUMNS,
  collectorRows,
  facts,
  figures,
  LABELS,
  REQUEST_COLUMNS,
  requestRows,
  SERVICES,
  slowest,
  type Service,
} from './figures.ts';

const GIB = 1024 ** 3;

const flags: Record<Service, string[]> = {
  default: [],
  small: ['--max-semi-space-size=1'],
  max: ['--max-semi-space-size=256'],
  large: ['--min-semi-space-size=64', '--max-semi-space-size=64'],
  yours: [],
};

/** V8 gives young memory back while nothing happens, so the two that are compared start last, one after the other. */
const STARTED: Service[] = ['small', 'max', 'large', 'default', 'yours'];

const looks: Record<Service, Pick<Series, 'tone' | 'dash'>> = {
  default: { tone: 'bad' },
  small: { tone: 'warning', dash: 'dashed' },
  max: { tone: 'neutral', dash: 'dotted' },
  large: { tone: 'link', dash: 'dashed' },
  yours: { tone: 'good' },
};
/** Beside a chart there is less room: of an option its end is what tells it from the others. */
const shortLabel = (service: Service): string => LABELS[service].replace('-semi-space-', '-…-');
const ofEach = (metric: string): Series[] =>
  SERVICES.map((service) => ({ label: shortLabel(service), process: service, metric, ...looks[service] }));

export default defineLab({
  id: 'collector',
  title: 'The collector',
  needs: ['processes', 'heap'],
  programs: [
    ...STARTED.map((service) => ({
      name: service,
      file: 'service.ts',
      args: [`code=${service === 'yours' ? 'yours' : 'before'}`],
      nodeFlags: flags[service],
      ready: 'listening' as const,
      quiet: true as const,
    })),
    { name: 'visitors', file: 'visitors.ts', ready: 'started', quiet: true },
    { name: 'limit', file: 'limit.ts', ready: 'started', quiet: true },
  ],
  files: [
    { path: 'report.ts', editable: true, about: 'The hot path: what each request computes.' },
    { path: 'before.ts', editable: false, about: 'The same as it was, to compare with.' },
    { path: 'service.ts', editable: false, about: 'The service, started five times.' },
    { path: 'watch.ts', editable: false, about: 'Looks at the collector, and at who waits for it.' },
    { path: 'keep.ts', editable: false, about: 'A cache, whose objects grow old.' },
    { path: 'orders.ts', editable: false, about: 'The orders, and what is asked of them.' },
    { path: 'visitors.ts', editable: false, about: 'Asks all five the same, and compares the answers.' },
    { path: 'grow.ts', editable: false, about: 'Keeps more and more, until its heap may not grow.' },
    { path: 'limit.ts', editable: false, about: 'Starts it under --max-old-space-size=64.' },
    { path: 'pauses.ts', editable: false, about: 'What of a request is a pause.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'rate',
      label: 'Questions',
      about: 'How many questions a second are asked of each of the five.',
      value: 20,
      min: 1,
      max: 60,
      step: 1,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'kept',
      label: 'Answers kept',
      about: 'How many of the newest answers each service keeps, with 800 rows each.',
      value: 0,
      min: 0,
      max: 200,
      step: 10,
      unit: '',
    },
    {
      kind: 'switch',
      name: 'limited',
      label: 'Old space limited',
      about: 'Starts a program under --max-old-space-size=64 that keeps more and more; once in a run.',
      value: false,
    },
  ],
  scenario: {
    duration: 20_000,
    parts: [
      { at: 0, id: 'start', label: '', set: {} },
      { at: 1500, id: 'young', label: 'die young', set: {} },
      { at: 8500, id: 'old', label: 'grow old', set: { kept: 50 } },
      { at: 14_500, id: 'limit', label: 'a limit', set: { rate: 5, limited: true } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'minors',
      title: 'Minor collections per second',
      unit: '/s',
      atLeast: 20,
      series: ofEach('gc.minor.rate'),
    },
    {
      kind: 'lines',
      id: 'pauses',
      title: 'Longest pause as Node starts it, by kind',
      unit: 'ms',
      atLeast: 5,
      series: [
        { label: 'minor', process: 'default', metric: 'gc.minor.longest', tone: 'link' },
        { label: 'major', process: 'default', metric: 'gc.major.longest', tone: 'bad' },
        {
          label: 'incremental',
          process: 'default',
          metric: 'gc.incremental.longest',
          tone: 'warning',
          dash: 'dashed',
        },
        { label: 'weakcb', process: 'default', metric: 'gc.weakcb.longest', tone: 'neutral', dash: 'dotted' },
      ],
    },
    {
      kind: 'lines',
      id: 'requests',
      title: 'Longest request as Node starts it',
      unit: 'ms',
      atLeast: 5,
      series: [
        { label: 'all of it', process: 'default', metric: 'request.longest', tone: 'neutral' },
        {
          label: 'of it pauses',
          process: 'default',
          metric: 'request.longest.paused',
          tone: 'bad',
          dash: 'dashed',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'young',
      title: 'Young generation, taken from the system',
      unit: 'MB',
      atLeast: 10,
      series: ofEach('heap.young'),
    },
    {
      kind: 'lines',
      id: 'old',
      title: 'Old generation, in use',
      unit: 'MB',
      atLeast: 10,
      series: ofEach('heap.old'),
    },
    {
      kind: 'lines',
      id: 'limit',
      title: 'Under --max-old-space-size=64',
      unit: '',
      atLeast: 100,
      series: [
        { label: 'heap in use, MB', process: 'limit', metric: 'limit.used', tone: 'neutral' },
        {
          label: 'time in the collector, %',
          process: 'limit',
          metric: 'limit.paused',
          tone: 'bad',
          dash: 'dashed',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'collector',
      title: 'What the collector did',
      columns: COLLECTOR_COLUMNS,
      read: collectorRows,
    },
    {
      kind: 'table',
      id: 'requests-table',
      title: 'What it cost the requests',
      columns: REQUEST_COLUMNS,
      read: requestRows,
    },
    {
      kind: 'waterfall',
      id: 'slowest',
      title: 'The slowest requests, and the pauses in them',
      filled: 'pause',
      read: slowest,
    },
  ],
  figures,
  facts,
  requests: [
    {
      label: 'A question',
      process: 'yours',
      method: 'GET',
      path: '/turnover?from=0&to=23&rate=1.1',
    },
  ],
  limits: { memoryBytes: 3 * GIB },
  checks: [
    { id: 'minors', title: 'A fifth of the minor collections, for as many requests', judge: fewerMinors },
    { id: 'same', title: 'The answers are the same', judge: sameAnswers },
  ],
});
