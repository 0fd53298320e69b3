import { defineLab, type BandChart } from '../kit/manifest.ts';
import { staysIn, takesIn, takesOut } from './checks.ts';
import { facts, figures, HOP_COLUMNS, hopRows, WAY_COLUMNS, wayRows } from './figures.ts';

/** Requests a second by each of three ways. With 25 ms of work for each, the service can do 40 of all. */
const RATE = { quiet: 5, busy: 40, usual: 34 };

const load = (way: string) => ({
  name: `load-${way}`,
  file: '../kit/load.ts',
  args: ['--target', 'service', '--path', `/by/${way}`],
  ready: 'started' as const,
});

const band = (process: string, title: string): BandChart => ({
  kind: 'band',
  id: process,
  title,
  process,
  initial: 'closed',
  initialTone: 'good',
  states: [
    { event: 'breaker.open', state: 'open', tone: 'bad' },
    { event: 'breaker.halfOpen', state: 'half-open', tone: 'warning' },
    { event: 'breaker.close', state: 'closed', tone: 'good' },
  ],
});

export default defineLab({
  id: 'outside',
  title: 'Outside',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu', 'haproxy'],
  // Eight programs of Node: what they share is counted for each.
  limits: { memoryBytes: 2 * 1024 ** 3 },
  programs: [
    { name: 'backend', file: 'backend.ts', ready: 'listening' },
    { name: 'sidecar', file: 'sidecar.ts', ready: 'listening' },
    { name: 'haproxy', file: 'haproxy.ts', ready: 'listening' },
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'hops', file: 'hops.ts', ready: 'started' },
    load('inside'),
    load('sidecar'),
    load('haproxy'),
  ],
  files: [
    { path: 'haproxy.cfg', editable: true, about: 'What HAProxy does with the backend.' },
    { path: 'service.ts', editable: false, about: 'The busy service, with three ways to its backend.' },
    { path: 'sidecar.ts', editable: false, about: 'The breaker in a process of its own.' },
    { path: 'breaker.ts', editable: false, about: 'The breaker’s options, inside and in the sidecar.' },
    { path: 'backend.ts', editable: false, about: 'The service behind all three.' },
    { path: 'haproxy.ts', editable: false, about: 'Starts HAProxy and passes on what it says.' },
    { path: 'hops.ts', editable: false, about: 'Measures what a hop costs.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'fault',
      label: 'The backend',
      about: 'What is wrong with the backend: nothing, 3 s for every answer, or status 500.',
      value: 'none',
      options: [
        { value: 'none', label: 'is well' },
        { value: 'slow', label: 'takes 3 s' },
        { value: 'errors', label: 'fails' },
      ],
    },
    {
      kind: 'number',
      name: 'workMs',
      label: 'Work per request',
      about: 'Processor time that the service uses for each request before it calls the backend.',
      value: 0,
      min: 0,
      max: 100,
      step: 5,
      unit: 'ms',
    },
    {
      kind: 'number',
      name: 'rate',
      label: 'Requests, each way',
      about: 'How many requests are due each second by each of the three ways, however the service fares.',
      value: 0,
      min: 0,
      max: 100,
      step: 1,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'connections',
      label: 'Connections, each way',
      about: 'How many requests can be in flight at once by each way; more wait at the client.',
      value: 15,
      min: 1,
      max: 60,
      step: 1,
      unit: '',
    },
    {
      kind: 'choice',
      name: 'measure',
      label: 'Measure meanwhile',
      about: 'Sends small requests to the backend by each way in turns, to see what the hop costs.',
      value: 'nothing',
      options: [
        { value: 'nothing', label: 'nothing' },
        { value: 'hops', label: 'the hops' },
      ],
    },
  ],
  scenario: {
    duration: 16_800,
    parts: [
      { at: 0, id: 'idle', label: '', set: { rate: 0 } },
      { at: 300, id: 'hops', label: 'what a hop costs', set: { measure: 'hops' } },
      { at: 2000, id: 'quiet', label: '', set: { measure: 'nothing', rate: RATE.quiet } },
      { at: 2600, id: 'busy', label: 'busy service', set: { workMs: 25, rate: RATE.busy } },
      { at: 7000, id: 'calm', label: '', set: { workMs: 0, rate: RATE.usual } },
      { at: 10_500, id: 'slow', label: 'slow backend', set: { fault: 'slow' } },
      { at: 14_000, id: 'healed', label: 'well again', set: { fault: 'none' } },
    ],
  },
  charts: [
    band('service', 'Breaker in the service'),
    band('sidecar', 'Breaker in the sidecar'),
    band('haproxy', 'HAProxy'),
    {
      kind: 'lines',
      id: 'delay',
      title: 'Event-loop delay',
      unit: 'ms',
      atLeast: 500,
      series: [
        { label: 'service', process: 'service', metric: 'nodejs.eventloop.delay.watchdog', tone: 'delay' },
        {
          label: 'sidecar',
          process: 'sidecar',
          metric: 'nodejs.eventloop.delay.watchdog',
          tone: 'neutral',
          dash: 'dashed',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'wait',
      title: 'How long callers wait (median)',
      unit: 'ms',
      atLeast: 500,
      series: [
        {
          label: 'breaker in the service',
          process: 'load-inside',
          metric: 'http.client.request.duration.p50',
          tone: 'warning',
        },
        {
          label: 'in the sidecar',
          process: 'load-sidecar',
          metric: 'http.client.request.duration.p50',
          tone: 'neutral',
          dash: 'dotted',
        },
        {
          label: 'HAProxy',
          process: 'load-haproxy',
          metric: 'http.client.request.duration.p50',
          tone: 'link',
          dash: 'dashed',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'answers',
      title: 'Good answers per second',
      unit: '/s',
      atLeast: 40,
      series: [
        {
          label: 'breaker in the service',
          process: 'load-inside',
          metric: 'http.client.request.rate.ok',
          tone: 'warning',
        },
        {
          label: 'in the sidecar',
          process: 'load-sidecar',
          metric: 'http.client.request.rate.ok',
          tone: 'neutral',
          dash: 'dotted',
        },
        {
          label: 'HAProxy',
          process: 'load-haproxy',
          metric: 'http.client.request.rate.ok',
          tone: 'link',
          dash: 'dashed',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'ways',
      title: 'The same faults, seen from three places',
      columns: WAY_COLUMNS,
      read: wayRows,
    },
    { kind: 'table', id: 'hops', title: 'What a hop costs', columns: HOP_COLUMNS, read: hopRows },
  ],
  figures,
  facts,
  requests: [
    { label: 'By the breaker inside', process: 'service', method: 'GET', path: '/by/inside' },
    { label: 'By the sidecar', process: 'service', method: 'GET', path: '/by/sidecar' },
    { label: 'By HAProxy', process: 'service', method: 'GET', path: '/by/haproxy' },
    { label: 'Straight to HAProxy', process: 'haproxy', method: 'GET', path: '/api/data' },
  ],
  checks: [
    { id: 'stays-in', title: 'HAProxy does not take the busy service for a failing backend', judge: staysIn },
    { id: 'takes-out', title: 'It takes the slow backend out', judge: takesOut },
    { id: 'takes-in', title: 'It takes it in again', judge: takesIn },
  ],
});
