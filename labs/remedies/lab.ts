import { defineLab } from '../kit/manifest.ts';
import { noFalseOpen, opensWhenSlow, workDone } from './checks.ts';
import { COLUMNS, conclusion, facts, figures, rows } from './figures.ts';
import { remedies } from './remedies.ts';

export default defineLab({
  id: 'remedies',
  title: 'Remedies',
  needs: ['processes', 'cpu'],
  limits: { wallMs: 240_000 },
  short: { table: false },
  programs: [
    { name: 'backend', file: 'backend.ts', ready: 'listening' },
    { name: 'measure', file: 'measure.ts', ready: 'started', endsScenario: true },
  ],
  files: [
    { path: 'remedy.ts', editable: true, about: 'Your remedy.' },
    { path: 'proxy.ts', editable: false, about: 'The service under load, with what a remedy changes.' },
    { path: 'remedies/remedy.ts', editable: false, about: 'What a remedy can be.' },
    ...remedies.map(({ name, label }) => ({
      path: `remedies/${name}.ts`,
      editable: false,
      about: `Of the table: ${label}.`,
    })),
    {
      path: 'remedies/sidecar-process.ts',
      editable: false,
      about: 'The other process of the breaker that has one.',
    },
    { path: 'remedies/none.ts', editable: false, about: 'No remedy at all.' },
    { path: 'measure.ts', editable: false, about: 'Measures one remedy after the other.' },
    { path: 'trial.ts', editable: false, about: 'One remedy before one backend.' },
    { path: 'backend.ts', editable: false, about: 'The service behind the breaker, healthy or slow.' },
  ],
  controls: [
    {
      kind: 'switch',
      name: 'table',
      label: 'Measure the whole table',
      about: 'All remedies, some two minutes. Without it only yours, which takes ten seconds.',
      value: true,
    },
    {
      kind: 'number',
      name: 'seed',
      label: 'Seed',
      about: 'Decides in which order they are measured. 0 draws another one each time.',
      value: 0,
      min: 0,
      max: 9999,
      step: 1,
      unit: '',
    },
  ],
  scenario: {
    duration: 180_000,
    parts: [{ at: 0, id: 'trials', label: 'one trial after the other', set: {} }],
  },
  charts: [
    {
      kind: 'band',
      id: 'backend',
      title: 'Backend',
      process: 'measure',
      initial: 'healthy',
      initialTone: 'good',
      states: [
        { event: 'backend.slow', state: 'slow', tone: 'warning' },
        { event: 'backend.healthy', state: 'healthy', tone: 'good' },
      ],
    },
    {
      kind: 'band',
      id: 'breaker',
      title: 'Breaker',
      process: 'measure',
      initial: 'closed',
      initialTone: 'good',
      states: [
        { event: 'breaker.open', state: 'open', tone: 'bad' },
        { event: 'breaker.new', state: 'closed', tone: 'good' },
      ],
    },
    {
      kind: 'lines',
      id: 'answers',
      title: 'Answers per second',
      unit: '/s',
      atLeast: 50,
      series: [
        { label: 'good', process: 'measure', metric: 'http.client.request.rate.ok', tone: 'good' },
        {
          label: 'turned away (503)',
          process: 'measure',
          metric: 'http.client.request.rate.rejected',
          tone: 'bad',
          dash: 'dashed',
        },
        {
          label: 'gave up waiting',
          process: 'measure',
          metric: 'http.client.request.rate.unsent',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'table',
      title: 'When each opens before the two backends, and what it costs before the healthy one',
      columns: COLUMNS,
      read: rows,
      conclude: conclusion,
    },
  ],
  figures,
  facts,
  requests: [{ label: 'The backend', process: 'backend', method: 'GET', path: '/api/data' }],
  checks: [
    { id: 'no-false-open', title: 'Yours does not open while the backend is healthy', judge: noFalseOpen },
    {
      id: 'opens-when-slow',
      title: 'Yours still opens when the backend is really slow',
      judge: opensWhenSlow,
    },
    { id: 'work-done', title: 'Callers get answers, and every answer had its work done', judge: workDone },
  ],
});
