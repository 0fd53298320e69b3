import { defineLab } from '../kit/manifest.ts';
import { causeFound, nobodyDropped, shutDown } from './checks.ts';
import { ASKED_COLUMNS, askedRows, facts, figures, WAY_COLUMNS, wayRows } from './figures.ts';

export default defineLab({
  id: 'look-inside',
  title: 'Look inside',
  needs: ['processes', 'open-files'],
  programs: [
    { name: 'service', file: 'service.ts', ready: 'listening', mayEnd: true },
    { name: 'customers', file: 'customers.ts', ready: 'started' },
    { name: 'operator', file: 'operator.ts', ready: 'started' },
    { name: 'postmortem', file: 'postmortem.ts', ready: 'started' },
  ],
  files: [
    { path: 'session.ts', editable: true, about: 'What you type at the prompt.' },
    { path: 'service.ts', editable: false, about: 'The shop, with a mistake in one of its routes.' },
    { path: 'pool.ts', editable: false, about: 'Its pool of connections.' },
    { path: 'repl.ts', editable: false, about: 'The prompt into the running service.' },
    { path: 'operator.ts', editable: false, about: 'Types at the prompt.' },
    { path: 'customers.ts', editable: false, about: 'They ask, and wait.' },
    { path: 'postmortem.ts', editable: false, about: 'Other ways to look inside, each tried.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'rate',
      label: 'Customers',
      about: 'How many come in a second.',
      value: 25,
      min: 0,
      max: 100,
      step: 5,
      unit: '/s',
    },
    {
      kind: 'switch',
      name: 'operator',
      label: 'Operator',
      about: 'Types what session.ts says, once.',
      value: false,
    },
  ],
  scenario: {
    duration: 9000,
    parts: [
      { at: 0, id: 'serving', label: 'serving, then stuck', set: {} },
      { at: 5000, id: 'operator', label: 'operator', set: { rate: 0, operator: true } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'customers',
      title: 'Customers',
      unit: '',
      atLeast: 20,
      series: [
        { label: 'answered', process: 'customers', metric: 'customers.answered', tone: 'good', holds: true },
        {
          label: 'waiting',
          process: 'customers',
          metric: 'customers.waiting',
          tone: 'warning',
          dash: 'dashed',
          holds: true,
        },
        {
          label: 'dropped',
          process: 'customers',
          metric: 'customers.dropped',
          tone: 'bad',
          dash: 'dotted',
          holds: true,
        },
      ],
    },
    {
      kind: 'lines',
      id: 'pool',
      title: 'The pool of four',
      unit: '',
      atLeast: 4,
      series: [
        { label: 'taken', process: 'service', metric: 'pool.taken', tone: 'link', holds: true },
        {
          label: 'waiting for one',
          process: 'service',
          metric: 'pool.waiting',
          tone: 'warning',
          dash: 'dashed',
          holds: true,
        },
      ],
    },
  ],
  panels: [
    { kind: 'table', id: 'asked', title: 'At the prompt', columns: ASKED_COLUMNS, read: askedRows },
    { kind: 'table', id: 'ways', title: 'Without a prompt', columns: WAY_COLUMNS, read: wayRows },
  ],
  figures,
  facts,
  requests: [
    { label: 'An order', process: 'service', method: 'GET', path: '/order' },
    { label: 'A refund', process: 'service', method: 'GET', path: '/refund' },
  ],
  checks: [
    { id: 'cause', title: 'The cause is named', judge: causeFound },
    { id: 'dropped', title: 'Nobody who was let in is dropped', judge: nobodyDropped },
    { id: 'closed', title: 'The service is shut down', judge: shutDown },
  ],
});
