import { defineLab } from '../kit/manifest.ts';
import { noSecrets, shortPause, tellsWho } from './checks.ts';
import { facts, figures, WAY_COLUMNS, wayRows } from './figures.ts';

export default defineLab({
  id: 'in-production',
  title: 'In production',
  needs: ['processes', 'heap', 'open-files'],
  programs: [{ name: 'ways', file: 'ways.ts', ready: 'started', endsScenario: true }],
  files: [
    { path: 'dump.ts', editable: true, about: 'What the shop does on SIGUSR2.' },
    { path: 'shop.ts', editable: false, about: 'The shop, with its prompt.' },
    { path: 'visits.ts', editable: false, about: 'What fills its memory.' },
    { path: 'ways.ts', editable: false, about: 'Tries each way, and measures it.' },
    { path: 'prompt.ts', editable: false, about: 'Types at the prompt, and debugs.' },
    { path: 'visitors.ts', editable: false, about: 'They ask for pages, and wait.' },
    { path: 'files.ts', editable: false, about: 'Looks for the secrets in what was written.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'visits',
      label: 'Visits',
      about:
        'How many the shop keeps from its start on. It counts for the shops that are still to be started.',
      value: 8000,
      min: 1000,
      max: 20_000,
      step: 1000,
      unit: '',
    },
    {
      kind: 'choice',
      name: 'way',
      label: 'Way',
      about: 'Tries only this one.',
      value: 'all',
      options: [
        { value: 'all', label: 'all' },
        { value: 'signal', label: 'signal' },
        { value: 'limit', label: 'near the limit' },
        { value: 'report', label: 'report' },
        { value: 'yours', label: 'yours' },
      ],
    },
  ],
  scenario: {
    duration: 90_000,
    parts: [{ at: 0, id: 'ways', label: 'one way after the other', set: {} }],
  },
  charts: [
    {
      kind: 'lines',
      id: 'wait',
      title: 'What visitors waited',
      unit: 'ms',
      atLeast: 100,
      series: [
        { label: 'from asking to the answer', process: 'ways', metric: 'visitor.wait', tone: 'warning' },
      ],
    },
  ],
  panels: [{ kind: 'table', id: 'ways', title: 'Ways to a dump', columns: WAY_COLUMNS, read: wayRows }],
  figures,
  facts,
  requests: [],
  checks: [
    { id: 'pause', title: 'Nobody waits long for it', judge: shortPause },
    { id: 'secrets', title: 'It carries no secret', judge: noSecrets },
    { id: 'tells', title: 'It tells who fills the memory', judge: tellsWho },
  ],
});
