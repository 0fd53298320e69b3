import { defineLab } from '../kit/manifest.ts';
import { enoughAnswers, rightThreads, shortWait } from './checks.ts';
import {
  COST_COLUMNS,
  costRows,
  facts,
  figures,
  THREAD_COLUMNS,
  threadRows,
  WAY_COLUMNS,
  wayRows,
} from './figures.ts';

/** Far more than one core can do. */
const RATE = 200;

export default defineLab({
  id: 'off-the-loop',
  title: 'Off the loop',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu'],
  programs: [
    { name: 'compute', file: 'compute.ts', ready: 'listening' },
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'machine', file: 'machine.ts', ready: 'started' },
    {
      name: 'load',
      file: '../kit/load.ts',
      args: ['--target', 'service', '--path', '/report'],
      ready: 'started',
    },
  ],
  files: [
    { path: 'pool.ts', editable: true, about: 'The pool of worker threads, and its sizes.' },
    { path: 'task.ts', editable: false, about: 'What a thread of the pool does.' },
    { path: 'ways.ts', editable: false, about: 'Four ways to do the same work.' },
    { path: 'service.ts', editable: false, about: 'The service under load.' },
    { path: 'compute.ts', editable: false, about: 'The work as a service of its own.' },
    { path: 'machine.ts', editable: false, about: 'Measures what threads get done by themselves.' },
    { path: 'thread.ts', editable: false, about: 'What such a thread does.' },
    { path: 'costs.ts', editable: false, about: 'Measures what a worker costs.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'way',
      label: 'The work',
      about: 'How the service does the work of a request.',
      value: 'inline',
      options: [
        { value: 'inline', label: 'inline' },
        { value: 'sliced', label: 'sliced' },
        { value: 'remote', label: 'a service' },
        { value: 'pool', label: 'your pool' },
      ],
    },
    {
      kind: 'choice',
      name: 'measure',
      label: 'Measure meanwhile',
      about:
        'What is measured of the machine: threads by themselves, what a worker costs, a thread for each core.',
      value: 'nothing',
      options: [
        { value: 'nothing', label: 'nothing' },
        { value: 'threads', label: 'threads' },
        { value: 'costs', label: 'costs' },
        { value: 'cores', label: 'cores' },
      ],
    },
    {
      kind: 'number',
      name: 'rate',
      label: 'Requests',
      about: 'How many requests are due each second, however the service fares.',
      value: 0,
      min: 0,
      max: 400,
      step: 5,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'connections',
      label: 'Connections',
      about: 'How many requests can be in flight at once; more wait at the client.',
      value: 16,
      min: 1,
      max: 100,
      step: 1,
      unit: '',
    },
  ],
  scenario: {
    duration: 19_800,
    parts: [
      { at: 0, id: 'idle', label: '', set: { rate: 0 } },
      { at: 400, id: 'threads', label: 'bare threads', set: { measure: 'threads' } },
      { at: 3800, id: 'costs', label: 'costs', set: { measure: 'costs' } },
      { at: 5000, id: 'inline', label: 'inline', set: { measure: 'nothing', rate: RATE } },
      // Between two parts nobody comes, so that what is left of the one is not counted in the other.
      { at: 7000, id: 'rest-1', label: '', set: { rate: 0 } },
      { at: 7900, id: 'sliced', label: 'sliced', set: { way: 'sliced', rate: RATE } },
      { at: 9900, id: 'rest-2', label: '', set: { rate: 0 } },
      { at: 10_800, id: 'remote', label: 'a service', set: { way: 'remote', rate: RATE } },
      { at: 12_800, id: 'rest-3', label: '', set: { rate: 0 } },
      { at: 13_700, id: 'pool', label: 'your pool', set: { way: 'pool', rate: RATE } },
      { at: 15_700, id: 'rest-4', label: '', set: { rate: 0 } },
      { at: 16_400, id: 'again', label: 'threads', set: { measure: 'cores' } },
      { at: 17_700, id: 'pool-again', label: 'your pool', set: { measure: 'nothing', rate: RATE } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'answers',
      title: 'Answers per second',
      unit: '/s',
      atLeast: 100,
      series: [
        { label: 'good', process: 'load', metric: 'http.client.request.rate.ok', tone: 'good' },
        {
          label: 'turned away (503)',
          process: 'load',
          metric: 'http.client.request.rate.rejected',
          tone: 'bad',
          dash: 'dashed',
        },
        {
          label: 'gave up waiting',
          process: 'load',
          metric: 'http.client.request.rate.unsent',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'latency',
      title: 'Time to be answered',
      unit: 'ms',
      atLeast: 100,
      series: [
        { label: 'p99', process: 'load', metric: 'http.client.request.duration.p99', tone: 'warning' },
        {
          label: 'median',
          process: 'load',
          metric: 'http.client.request.duration.p50',
          tone: 'link',
          dash: 'dashed',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'delay',
      title: 'Event-loop delay of the service',
      unit: 'ms',
      atLeast: 100,
      series: [
        { label: 'watchdog', process: 'service', metric: 'nodejs.eventloop.delay.watchdog', tone: 'delay' },
      ],
    },
    {
      kind: 'lines',
      id: 'cpu',
      title: 'Cores in use',
      unit: '',
      atLeast: 1,
      series: [
        { label: 'service', process: 'service', metric: 'process.cpu.utilization', tone: 'good' },
        {
          label: 'the one that computes',
          process: 'compute',
          metric: 'process.cpu.utilization',
          tone: 'link',
          dash: 'dashed',
        },
        {
          label: 'bare threads',
          process: 'machine',
          metric: 'process.cpu.utilization',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'ways',
      title: 'The same work, 200 times a second',
      columns: WAY_COLUMNS,
      read: wayRows,
    },
    {
      kind: 'table',
      id: 'threads',
      title: 'What threads get done by themselves: pieces of 20 ms',
      columns: THREAD_COLUMNS,
      read: threadRows,
    },
    { kind: 'table', id: 'costs', title: 'What a worker costs', columns: COST_COLUMNS, read: costRows },
  ],
  figures,
  facts,
  requests: [
    { label: 'A report', process: 'service', method: 'GET', path: '/report' },
    { label: 'Threads of the pool, and who waits for one', process: 'service', method: 'GET', path: '/pool' },
    { label: '100 ms of work elsewhere', process: 'compute', method: 'GET', path: '/work?ms=100' },
  ],
  checks: [
    { id: 'throughput', title: 'The cores are used', judge: enoughAnswers },
    { id: 'p99', title: 'Nobody waits long', judge: shortWait },
    { id: 'threads', title: 'As many threads as there is work and cores for', judge: rightThreads },
  ],
});
