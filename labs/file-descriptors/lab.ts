import { defineLab } from '../kit/manifest.ts';
import { accountedFor, enough, openAgain, pagesOnly } from './checks.ts';
import { facts, figures, LIMIT_COLUMNS, limitRows, OUTCOME_COLUMNS, outcomeRows } from './figures.ts';

export default defineLab({
  id: 'file-descriptors',
  title: 'File descriptors',
  needs: ['processes', 'open-files'],
  programs: [
    { name: 'server', file: 'server.ts', ready: 'listening', openFiles: 64 },
    { name: 'clients', file: 'clients.ts', ready: 'started' },
    { name: 'limits', file: 'limits.ts', ready: 'started' },
  ],
  files: [
    { path: 'server.ts', editable: true, about: 'Answers with a page, under a limit of 64 open files.' },
    { path: 'connections.ts', editable: false, about: 'What a server can know of its connections.' },
    { path: 'clients.ts', editable: false, about: 'Clients that come at once and stay connected.' },
    { path: 'limits.ts', editable: false, about: 'Whose limit is which.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'clients',
      label: 'Clients',
      about: 'So many come at once; those that were there leave.',
      value: 10,
      min: 1,
      max: 500,
      step: 1,
      unit: '',
    },
  ],
  scenario: {
    duration: 8000,
    parts: [
      { at: 0, id: 'few', label: '10 clients', set: {} },
      { at: 2500, id: 'crowd', label: '100 clients', set: { clients: 100 } },
      { at: 5500, id: 'after', label: '10 clients', set: { clients: 10 } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'clients',
      title: 'Clients',
      unit: '',
      atLeast: 20,
      series: [
        {
          label: 'came',
          process: 'clients',
          metric: 'clients.here',
          tone: 'neutral',
          dash: 'dotted',
          holds: true,
        },
        { label: 'got the page', process: 'clients', metric: 'clients.served', tone: 'good', holds: true },
        {
          label: 'reset',
          process: 'clients',
          metric: 'clients.reset',
          tone: 'bad',
          dash: 'dashed',
          holds: true,
        },
      ],
    },
    {
      kind: 'lines',
      id: 'connections',
      title: 'Open connections, as the server counts them',
      unit: '',
      atLeast: 20,
      series: [{ label: 'open', process: 'server', metric: 'server.connections', tone: 'link', holds: true }],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'outcomes',
      title: 'What became of the clients',
      columns: OUTCOME_COLUMNS,
      read: outcomeRows,
    },
    {
      kind: 'table',
      id: 'limits',
      title: 'Started under a limit of 64 soft, 128 hard',
      columns: LIMIT_COLUMNS,
      read: limitRows,
    },
  ],
  figures,
  facts,
  requests: [{ label: 'The page', process: 'server', method: 'GET', path: '/' }],
  checks: [
    { id: 'accounted', title: 'The server knows of everyone that it turned away', judge: accountedFor },
    { id: 'pages', title: 'Whoever gets in gets the page', judge: pagesOnly },
    { id: 'enough', title: 'It serves as many as it can', judge: enough },
    { id: 'again', title: 'When the crowd has gone, everybody gets in', judge: openAgain },
  ],
});
