import { defineLab } from '../kit/manifest.ts';
import { nearPeak, stillQuick } from './checks.ts';
import {
  againstThroughput,
  COLUMNS,
  facts,
  figures,
  FITTED_UP_TO,
  latencyCurves,
  rows,
  throughputCurves,
} from './figures.ts';

export default defineLab({
  id: 'the-knee',
  title: 'The knee',
  needs: ['processes'],
  programs: [
    { name: 'server', file: 'server.ts', ready: 'listening' },
    { name: 'sweep', file: 'sweep.ts', ready: 'started', endsScenario: true },
  ],
  files: [
    { path: 'settings.ts', editable: true, about: 'How many at the same time.' },
    { path: 'server.ts', editable: false, about: 'A service over a pool of connections.' },
    { path: 'sweep.ts', editable: false, about: 'More and more users.' },
    { path: 'usl.ts', editable: false, about: 'The universal scalability law, and its fit.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'pool',
      label: 'Pool',
      about: 'How many connections to the database there are. Set it before you run.',
      value: 20,
      min: 5,
      max: 60,
      step: 5,
      unit: '',
    },
  ],
  scenario: { duration: 40_000, parts: [{ at: 0, id: 'sweep', label: 'sweep', set: {} }] },
  charts: [],
  panels: [
    {
      kind: 'curves',
      id: 'throughput',
      title: 'Throughput against concurrency',
      x: 'users at the same time',
      y: 'answers a second',
      unit: '/s',
      lines: [
        { id: 'measured', label: 'measured', tone: 'link', dash: 'solid' },
        {
          id: 'law',
          label: `the law (fitted up to ${String(FITTED_UP_TO)})`,
          tone: 'warning',
          dash: 'dashed',
        },
      ],
      read: throughputCurves,
    },
    {
      kind: 'curves',
      id: 'latency',
      title: 'Latency against concurrency',
      x: 'users at the same time',
      y: 'time of an answer',
      unit: 'ms',
      lines: [
        { id: 'p50', label: 'p50', tone: 'link', dash: 'solid' },
        { id: 'p99', label: 'p99', tone: 'warning', dash: 'dashed' },
      ],
      read: latencyCurves,
    },
    {
      kind: 'curves',
      id: 'against',
      title: 'Latency against throughput',
      x: 'answers a second',
      y: 'time of an answer, p50',
      unit: 'ms',
      lines: [{ id: 'p50', label: 'one point for each number of users', tone: 'link', dash: 'solid' }],
      read: againstThroughput,
    },
    { kind: 'table', id: 'sweep', title: 'The sweep', columns: COLUMNS, read: rows },
  ],
  figures,
  facts,
  requests: [{ label: 'Ask', process: 'server', method: 'GET', path: '/' }],
  checks: [
    { id: 'peak', title: 'Nearly everything that the service can give', judge: nearPeak },
    { id: 'quick', title: 'And still quick', judge: stillQuick },
  ],
});
