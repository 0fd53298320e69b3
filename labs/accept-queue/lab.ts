import { defineLab } from '../kit/manifest.ts';
import { everybody, noneLate, noOverflow } from './checks.ts';
import { COLUMNS, facts, figures, rows } from './figures.ts';

export default defineLab({
  id: 'accept-queue',
  title: 'The accept queue',
  needs: ['processes', 'namespaces'],
  network: 'own',
  programs: [
    { name: 'server', file: 'server.ts', ready: 'listening' },
    { name: 'queue', file: 'queue.ts', ready: 'started' },
    { name: 'clients', file: 'clients.ts', ready: 'started' },
  ],
  files: [
    { path: 'settings.ts', editable: true, about: 'How long the accept queue may get.' },
    { path: 'server.ts', editable: false, about: 'Listens with these settings; a report blocks it.' },
    { path: 'clients.ts', editable: false, about: 'Clients that come while the report is written.' },
    { path: 'queue.ts', editable: false, about: 'Asks the kernel about the queue.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'settings',
      label: 'Settings',
      about: 'The kernel’s somaxconn and the server’s backlog.',
      value: 'small',
      options: [
        { value: 'small', label: '16, 511' },
        { value: 'today', label: '4096, 511' },
        { value: 'yours', label: 'yours' },
      ],
    },
    {
      kind: 'number',
      name: 'clients',
      label: 'Clients',
      about: 'So many come while the report is written.',
      value: 60,
      min: 1,
      max: 500,
      step: 1,
      unit: '',
    },
  ],
  scenario: {
    duration: 18_500,
    parts: [
      { at: 0, id: 'small', label: '16, 511', set: {} },
      { at: 4500, id: 'today', label: '4096, 511', set: { settings: 'today' } },
      { at: 8500, id: 'crowd', label: '200 clients', set: { clients: 200 } },
      { at: 14_500, id: 'yours', label: 'yours', set: { settings: 'yours', clients: 60 } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'queue',
      title: 'Waiting to be accepted, as `ss -ltn` says',
      unit: '',
      atLeast: 20,
      series: [{ label: 'queue', process: 'queue', metric: 'queue.length', tone: 'link', holds: true }],
    },
    {
      kind: 'lines',
      id: 'overflows',
      title: 'Attempts that found it full',
      unit: '',
      atLeast: 20,
      series: [{ label: 'overflows', process: 'queue', metric: 'queue.overflows', tone: 'bad', holds: true }],
    },
    {
      kind: 'lines',
      id: 'waiting',
      title: 'Clients without an answer yet',
      unit: '',
      atLeast: 20,
      series: [
        { label: 'waiting', process: 'clients', metric: 'clients.waiting', tone: 'warning', holds: true },
      ],
    },
    {
      kind: 'lines',
      id: 'connections',
      title: 'Connections',
      unit: '',
      atLeast: 20,
      series: [
        {
          label: 'clients have',
          process: 'queue',
          metric: 'connections.client',
          tone: 'warning',
          holds: true,
        },
        {
          label: 'server has',
          process: 'queue',
          metric: 'connections.server',
          tone: 'link',
          dash: 'dashed',
          holds: true,
        },
      ],
    },
  ],
  panels: [
    { kind: 'table', id: 'queues', title: 'The same burst, four times', columns: COLUMNS, read: rows },
  ],
  figures,
  facts,
  requests: [{ label: 'The page', process: 'server', method: 'GET', path: '/' }],
  checks: [
    { id: 'overflow', title: 'The queue does not overflow', judge: noOverflow },
    { id: 'late', title: 'Nobody has to come again', judge: noneLate },
    { id: 'everybody', title: 'The same burst is served', judge: everybody },
  ],
});
