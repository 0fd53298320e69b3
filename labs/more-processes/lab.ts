import { defineLab } from '../kit/manifest.ts';
import { allAccepted, noneLost, noneTwice } from './checks.ts';
import { COLUMNS, facts, figures, rows } from './figures.ts';

export default defineLab({
  id: 'more-processes',
  title: 'More processes',
  needs: ['processes'],
  programs: [
    { name: 'invoices', file: 'invoices.ts', ready: 'listening' },
    { name: 'cluster', file: 'cluster.ts', ready: 'listening' },
    { name: 'split', file: 'split.ts', ready: 'listening' },
    { name: 'queue', file: 'queue.ts', ready: 'listening' },
    { name: 'customers', file: 'customers.ts', ready: 'started' },
  ],
  files: [
    { path: 'store.ts', editable: true, about: 'Where jobs wait.' },
    { path: 'worker.ts', editable: true, about: 'Does the jobs of the queue.' },
    { path: 'queue.ts', editable: false, about: 'Third design: API and queue.' },
    { path: 'cluster.ts', editable: false, about: 'First design: two processes that do everything.' },
    { path: 'split.ts', editable: false, about: 'Second design: an API, and a service that computes.' },
    { path: 'compute.ts', editable: false, about: 'That service.' },
    { path: 'job.ts', editable: false, about: 'The job: some computing, and an invoice.' },
    { path: 'keep.ts', editable: false, about: 'Starts a program again when it has ended.' },
    { path: 'invoices.ts', editable: false, about: 'Sends invoices, and ends whoever asks, three times.' },
    { path: 'customers.ts', editable: false, about: 'They bring the jobs.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'design',
      label: 'Jobs go to',
      about: 'Which design is given the jobs.',
      value: 'cluster',
      options: [
        { value: 'cluster', label: 'cluster' },
        { value: 'split', label: 'API and service' },
        { value: 'queue', label: 'API and queue' },
        { value: 'none', label: 'none' },
      ],
    },
    {
      kind: 'number',
      name: 'jobs',
      label: 'Jobs',
      about: 'How many come at once, every half second.',
      value: 10,
      min: 1,
      max: 40,
      step: 1,
      unit: '',
    },
  ],
  scenario: {
    duration: 19_000,
    parts: [
      { at: 0, id: 'cluster', label: 'cluster', set: {} },
      { at: 5200, id: 'split', label: 'API and service', set: { design: 'split' } },
      { at: 10_400, id: 'queue', label: 'API and queue', set: { design: 'queue' } },
      { at: 15_600, id: 'rest', label: 'what is left is done', set: { design: 'none' } },
    ],
  },
  charts: [],
  panels: [{ kind: 'table', id: 'designs', title: 'Three crashes each', columns: COLUMNS, read: rows }],
  figures,
  facts,
  requests: [],
  checks: [
    { id: 'lost', title: 'No accepted job is lost', judge: noneLost },
    { id: 'twice', title: 'None is done twice', judge: noneTwice },
    { id: 'all', title: 'All jobs are accepted', judge: allAccepted },
  ],
});
