import { defineLab } from '../kit/manifest.ts';
import { asMuchWork, fastStaysFast } from './checks.ts';
import { connections, facts, fastP99, inMs, sceneList, scenes } from './figures.ts';

const load = (name: string, path: string, rate: string) => ({
  name,
  file: '../kit/load.ts',
  args: ['--target', 'service', '--path', path, '--rate', rate],
  ready: 'started' as const,
});

export default defineLab({
  id: 'one-thread',
  title: 'One thread',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu'],
  programs: [
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'crowd', file: 'crowd.ts', ready: 'started' },
    load('fast', '/fast', 'rate'),
    load('reports', '/report', 'reportRate'),
  ],
  files: [
    { path: 'service.ts', editable: true, about: 'A fast route and a heavy one.' },
    { path: 'report.ts', editable: false, about: 'What the report costs, and the same in one piece.' },
    { path: 'lane.ts', editable: false, about: 'Notes what runs on the loop, and how long it waited.' },
    { path: 'crowd.ts', editable: false, about: 'Opens 2,000 connections that only wait.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'rate',
      label: 'Fast requests',
      about: 'How many requests for /fast are due each second, however the service fares.',
      value: 60,
      min: 0,
      max: 300,
      step: 10,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'reportRate',
      label: 'Reports',
      about: 'How many requests for /report are due each second. Each costs 240 ms of processor time.',
      value: 0,
      min: 0,
      max: 10,
      step: 1,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'connections',
      label: 'Connections',
      about: 'How many requests of each kind can be in flight at once; more wait at the client.',
      value: 60,
      min: 1,
      max: 200,
      step: 1,
      unit: '',
    },
    {
      kind: 'choice',
      name: 'report',
      label: 'Report',
      about: 'In one piece, as a measure, or by the code of service.ts.',
      value: 'whole',
      options: [
        { value: 'whole', label: 'in one piece' },
        { value: 'yours', label: 'by your code' },
      ],
    },
  ],
  scenario: {
    duration: 15_000,
    parts: [
      { at: 0, id: 'fast', label: 'fast only', set: {} },
      { at: 3000, id: 'whole', label: 'reports in one piece', set: { reportRate: 1 } },
      { at: 9000, id: 'yours', label: 'reports by your code', set: { report: 'yours' } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'latency',
      title: 'Latency of /fast',
      unit: 'ms',
      atLeast: 50,
      series: [
        { label: 'p99', process: 'fast', metric: 'http.client.request.duration.p99', tone: 'link' },
        {
          label: 'median',
          process: 'fast',
          metric: 'http.client.request.duration.p50',
          tone: 'good',
          dash: 'dashed',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'answers',
      title: 'Answers per second',
      unit: '/s',
      atLeast: 20,
      series: [
        { label: '/fast', process: 'fast', metric: 'http.client.request.rate.ok', tone: 'link' },
        {
          label: '/report',
          process: 'reports',
          metric: 'http.client.request.rate.ok',
          tone: 'delay',
          dash: 'dashed',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'loop',
      id: 'loop',
      title: 'What ran on the loop of the service',
      lane: 'time',
      tones: [
        { name: 'fast', tone: 'link' },
        { name: 'report', tone: 'delay' },
      ],
      scenes: sceneList,
      read: scenes,
    },
  ],
  figures: [
    {
      id: 'wait',
      label: 'p99 of /fast beside reports in one piece',
      unit: 'ms',
      predicted: true,
      read: (run) => inMs(fastP99(run, 'whole')),
    },
    { id: 'alone', label: 'p99 of /fast alone', unit: 'ms', read: (run) => inMs(fastP99(run, 'fast')) },
    {
      id: 'yours',
      label: 'p99 of /fast beside your reports',
      unit: 'ms',
      read: (run) => inMs(fastP99(run, 'yours')),
    },
    { id: 'connections', label: 'Connections that only wait', unit: '', read: connections },
  ],
  facts,
  requests: [
    { label: 'A fast answer', process: 'service', method: 'GET', path: '/fast' },
    { label: 'A report', process: 'service', method: 'GET', path: '/report' },
  ],
  checks: [
    { id: 'fast-p99', title: 'The fast route stays fast while reports are written', judge: fastStaysFast },
    { id: 'work-done', title: 'As many reports, as much work', judge: asMuchWork },
  ],
});
