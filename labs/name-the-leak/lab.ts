import { defineLab } from '../kit/manifest.ts';
import { allRight, flat, smallGrowth, stillCached } from './checks.ts';
import { facts, figures } from './figures.ts';

export default defineLab({
  id: 'name-the-leak',
  title: 'Name the leak',
  needs: ['processes', 'heap'],
  programs: [
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'visitors', file: 'visitors.ts', ready: 'started', quiet: true },
    { name: 'compare', file: 'compare.ts', ready: 'started', endsScenario: true, quiet: true },
  ],
  files: [
    { path: 'rates.ts', editable: true, about: 'Changes money, and remembers what it worked out.' },
    { path: 'service.ts', editable: false, about: 'The service: one route.' },
    { path: 'history.ts', editable: false, about: 'The rates of a pair of currencies.' },
    { path: 'watch.ts', editable: false, about: 'Writes a snapshot of the heap.' },
    { path: 'compare.ts', editable: false, about: 'Has two snapshots taken, and compares them.' },
    { path: 'visitors.ts', editable: false, about: 'Ask the service, and check what it answers.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'snapshot',
      label: 'Snapshot',
      about: 'Has one taken of the service. After the second the two are compared, and the run ends.',
      value: 'none',
      options: [
        { value: 'none', label: 'none' },
        { value: 'before', label: 'first' },
        { value: 'after', label: 'second' },
      ],
    },
  ],
  // The comparison ends it: the second snapshot waits for enough requests, and a slow machine for both.
  scenario: {
    duration: 40_000,
    parts: [
      { at: 0, id: 'warm', label: 'warming up', set: {} },
      { at: 3000, id: 'before', label: 'first snapshot', set: { snapshot: 'before' } },
      { at: 9000, id: 'after', label: 'second, and compared', set: { snapshot: 'after' } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'heap',
      title: 'Heap of the service',
      unit: 'MB',
      series: [{ label: 'heapUsed', process: 'service', metric: 'heap.used', tone: 'link' }],
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
      id: 'done',
      title: 'Requests and histories',
      unit: '',
      series: [
        { label: 'answered', process: 'service', metric: 'quotes.answered', tone: 'good' },
        {
          label: 'worked out',
          process: 'service',
          metric: 'quotes.worked_out',
          tone: 'warning',
          dash: 'dashed',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'heaps',
      id: 'heaps',
      title: 'The two snapshots compared',
      process: 'compare',
      first: 'LeakyClass',
    },
  ],
  figures,
  facts,
  requests: [{ label: 'Change money', process: 'service', method: 'GET', path: '/change/EUR/USD/100' }],
  checks: [
    { id: 'flat', title: 'LeakyClass is flat between the snapshots', judge: flat },
    { id: 'growth', title: 'Nothing else is kept in its place', judge: smallGrowth },
    { id: 'cached', title: 'What was worked out is still used again', judge: stillCached },
    { id: 'right', title: 'Every answer is still right', judge: allRight },
  ],
});
