import { defineLab } from '../kit/manifest.ts';
import { allRight, half } from './checks.ts';
import { facts, figures, FUNCTION_COLUMNS, functionRows } from './figures.ts';

export default defineLab({
  id: 'who-allocates',
  title: 'Who allocates',
  needs: ['processes', 'heap', 'cpu'],
  programs: [
    { name: 'service', file: 'service.ts', ready: 'listening', nodeFlags: ['--no-turbo-inlining'] },
    { name: 'customers', file: 'customers.ts', ready: 'started' },
  ],
  files: [
    { path: 'helpers.ts', editable: true, about: 'Makes the price list of a customer.' },
    { path: 'service.ts', editable: false, about: 'The service: a price list for each who asks.' },
    { path: 'baskets.ts', editable: false, about: 'The baskets of the customers.' },
    { path: 'goods.ts', editable: false, about: 'What the shop has.' },
    { path: 'watch.ts', editable: false, about: 'Counts the bytes, and samples who allocates them.' },
    { path: 'before.ts', editable: false, about: 'The helpers as they were, to compare with.' },
    { path: 'customers.ts', editable: false, about: 'They ask for the list, and check it.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'now',
      label: 'Now',
      about: 'What customers ask for, and how the service is watched.',
      value: 'nothing',
      options: [
        { value: 'nothing', label: 'nothing' },
        { value: 'warm', label: 'both' },
        { value: 'before', label: 'as it was' },
        { value: 'prices', label: 'yours' },
        { value: 'kept', label: 'sampled' },
        { value: 'all', label: 'with garbage' },
      ],
    },
  ],
  scenario: {
    duration: 16_000,
    parts: [
      { at: 0, id: 'start', label: '', set: { now: 'nothing' } },
      { at: 300, id: 'warm', label: 'warming up', set: { now: 'warm' } },
      { at: 2000, id: 'before', label: 'as it was', set: { now: 'before' } },
      { at: 5000, id: 'prices', label: 'yours', set: { now: 'prices' } },
      { at: 8000, id: 'kept', label: 'sampled', set: { now: 'kept' } },
      { at: 11_000, id: 'all', label: 'with the garbage', set: { now: 'all' } },
      { at: 14_000, id: 'end', label: '', set: { now: 'nothing' } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'heap',
      title: 'Heap in use',
      unit: 'MB',
      atLeast: 20,
      series: [{ label: 'of the service', process: 'service', metric: 'heap.used', tone: 'link' }],
    },
    {
      kind: 'lines',
      id: 'collecting',
      title: 'Time in the garbage collector',
      unit: 'ms',
      atLeast: 10,
      series: [
        {
          label: 'since the reading before',
          process: 'service',
          metric: 'v8js.gc.duration.sum',
          tone: 'warning',
        },
      ],
    },
  ],
  panels: [
    { kind: 'table', id: 'functions', title: 'By function', columns: FUNCTION_COLUMNS, read: functionRows },
    { kind: 'profile', id: 'profiles', title: 'Profiles of allocations', process: 'service' },
  ],
  figures,
  facts,
  requests: [
    { label: 'The price list of customer 7', process: 'service', method: 'GET', path: '/prices/7' },
    { label: 'The same as it was', process: 'service', method: 'GET', path: '/before/7' },
  ],
  checks: [
    { id: 'half', title: 'Half the bytes for an answer', judge: half },
    { id: 'right', title: 'Every answer is still right', judge: allRight },
  ],
});
