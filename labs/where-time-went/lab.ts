import { defineLab } from '../kit/manifest.ts';
import { allTraced, eachItsOwn, splitAddsUp, wellFormed } from './checks.ts';
import { facts, figures, waterfall } from './figures.ts';

export default defineLab({
  id: 'where-time-went',
  title: 'Where the time went',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu', 'async-context'],
  programs: [
    { name: 'remote', file: 'remote.ts', ready: 'listening' },
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'reader', file: 'reader.ts', ready: 'started' },
    { name: 'visitors', file: 'visitors.ts', ready: 'started' },
  ],
  files: [
    { path: 'breakdown.ts', editable: true, about: 'The tracer, in which a piece is missing.' },
    { path: 'service.ts', editable: false, about: 'The service that is traced: its three routes.' },
    { path: 'remote.ts', editable: false, about: 'The service that it calls.' },
    { path: 'visitors.ts', editable: false, about: 'Who sends the requests.' },
    { path: 'reader.ts', editable: false, about: 'Reads the log of the tracer, for the page.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'visit',
      label: 'Visits',
      about: 'What the visitors ask for.',
      value: 'routes',
      options: [
        { value: 'routes', label: 'three routes' },
        { value: 'alone', label: 'known, alone' },
        { value: 'together', label: 'known, at once' },
      ],
    },
    {
      kind: 'number',
      name: 'logins',
      label: 'Logins beside /partner',
      about: 'How many passwords are hashed while /partner is asked for.',
      value: 6,
      min: 0,
      max: 24,
      step: 1,
      unit: '',
    },
    {
      kind: 'number',
      name: 'renderMs',
      label: 'Rendering takes',
      about: 'How long /report keeps the thread of the service busy.',
      value: 80,
      min: 0,
      max: 200,
      step: 10,
      unit: 'ms',
    },
  ],
  scenario: {
    duration: 15_000,
    parts: [
      { at: 0, id: 'routes', label: 'three routes', set: { visit: 'routes' } },
      { at: 6500, id: 'alone', label: 'known, alone', set: { visit: 'alone' } },
      { at: 9500, id: 'together', label: 'known, at once', set: { visit: 'together' } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'latency',
      title: 'Slowest call in a second',
      unit: 'ms',
      atLeast: 100,
      series: [
        {
          label: 'seen by the service',
          process: 'service',
          metric: 'http.client.request.duration.max',
          tone: 'link',
        },
        {
          label: 'as it was served',
          process: 'remote',
          metric: 'http.server.request.duration.max',
          tone: 'good',
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
  ],
  panels: [{ kind: 'waterfall', id: 'waterfall', title: 'A typical request of each route', read: waterfall }],
  figures,
  facts,
  requests: [
    { label: 'The report', process: 'service', method: 'GET', path: '/report' },
    { label: 'Through the partner’s name', process: 'service', method: 'GET', path: '/partner' },
    { label: '30 + 20 ms of CPU', process: 'service', method: 'GET', path: '/known?before=30&after=20' },
  ],
  checks: [
    { id: 'split-adds-up', title: 'CPU after an await counts', judge: splitAddsUp },
    { id: 'each-its-own', title: 'Requests at the same time are kept apart', judge: eachItsOwn },
    { id: 'well-formed', title: 'Every event is in the format', judge: wellFormed },
    { id: 'all-traced', title: 'Every answered request is in the log', judge: allTraced },
  ],
});
