import { defineLab } from '../kit/manifest.ts';
import { asDue, freeService, seesStall } from './checks.ts';
import { COLUMNS, facts, figures, rows } from './figures.ts';

export default defineLab({
  id: 'open-or-closed',
  title: 'Open or closed',
  needs: ['processes', 'watchdog'],
  programs: [
    { name: 'server', file: 'server.ts', ready: 'listening' },
    { name: 'load', file: 'load.ts', ready: 'started' },
  ],
  files: [
    { path: 'yours.ts', editable: true, about: 'The load test of your team.' },
    { path: 'closed.ts', editable: false, about: 'The closed loop.' },
    { path: 'open.ts', editable: false, about: 'The open loop.' },
    { path: 'generator.ts', editable: false, about: 'What a generator is, and one request.' },
    { path: 'load.ts', editable: false, about: 'Lets one after the other ask.' },
    { path: 'server.ts', editable: false, about: 'A service that stands still now and then.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'stallMs',
      label: 'Stall',
      about: 'How long the service stands still, every 2.5 s.',
      value: 500,
      min: 0,
      max: 2000,
      step: 50,
      unit: 'ms',
    },
    {
      kind: 'number',
      name: 'connections',
      label: 'Users',
      about: 'How many ask in the closed loop, each after the answer to the last.',
      value: 10,
      min: 1,
      max: 100,
      step: 1,
      unit: '',
    },
    {
      kind: 'number',
      name: 'rate',
      label: 'Rate',
      about: 'How many requests come in a second in the open loop.',
      value: 100,
      min: 10,
      max: 300,
      step: 10,
      unit: '/s',
    },
  ],
  scenario: {
    duration: 17_000,
    parts: [
      { at: 0, id: 'closed', label: 'closed', set: {} },
      { at: 5300, id: 'open', label: 'open', set: {} },
      { at: 10_600, id: 'yours', label: 'yours', set: {} },
    ],
  },
  charts: [
    {
      kind: 'band',
      id: 'stall',
      title: 'Service',
      process: 'server',
      initial: 'answers',
      initialTone: 'good',
      states: [
        { event: 'stall.start', state: 'stands still', tone: 'bad' },
        { event: 'stall.end', state: 'answers', tone: 'good' },
      ],
    },
    {
      kind: 'lines',
      id: 'delay',
      title: 'Event-loop delay of the service',
      unit: 'ms',
      atLeast: 100,
      series: [
        { label: 'watchdog', process: 'server', metric: 'nodejs.eventloop.delay.watchdog', tone: 'delay' },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'results',
      title: 'The same service, by three load tests',
      columns: COLUMNS,
      read: rows,
    },
  ],
  figures,
  facts,
  requests: [{ label: 'Ask', process: 'server', method: 'GET', path: '/' }],
  checks: [
    { id: 'stall', title: 'It sees the stall', judge: seesStall },
    { id: 'due', title: 'It asks as often as customers come', judge: asDue },
    { id: 'free', title: 'It sees the service between the stalls, too', judge: freeService },
  ],
});
