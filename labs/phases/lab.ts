import { defineLab } from '../kit/manifest.ts';
import { fromQueues, inOrder } from './checks.ts';
import { facts, raceRows, sceneList, scenes, shareText, timeoutFirst } from './figures.ts';

export default defineLab({
  id: 'phases',
  title: 'Phases',
  needs: ['processes'],
  programs: [{ name: 'phases', file: 'phases.ts', ready: 'started' }],
  files: [
    { path: 'steps.ts', editable: true, about: 'Five steps that are to run in a given order.' },
    { path: 'tour.ts', editable: false, about: 'One callback of each kind.' },
    { path: 'race.ts', editable: false, about: 'setTimeout 0 against setImmediate.' },
    { path: 'watch.ts', editable: false, about: 'Notes what ran, when, and in which phase.' },
    { path: 'one.ts', editable: false, about: 'Runs one of them, from the main module or an I/O callback.' },
    { path: 'phases.ts', editable: false, about: 'Runs them again and again.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'show',
      label: 'Repeat',
      about: 'Which program runs again and again, from the main module and from an I/O callback in turn.',
      value: 'tour',
      options: [
        { value: 'tour', label: 'all phases' },
        { value: 'race', label: 'the race' },
        { value: 'steps', label: 'your steps' },
      ],
    },
  ],
  scenario: {
    duration: 18_000,
    parts: [
      { at: 0, id: 'tour', label: 'all phases', set: {} },
      { at: 3000, id: 'race', label: 'the race', set: { show: 'race' } },
      { at: 9000, id: 'steps', label: 'your steps', set: { show: 'steps' } },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'race',
      title: 'setTimeout 0 came first',
      unit: '%',
      atLeast: 50,
      series: [
        { label: 'main module', process: 'phases', metric: 'race.timeout.first.main', tone: 'link' },
        {
          label: 'I/O callback',
          process: 'phases',
          metric: 'race.timeout.first.io',
          tone: 'delay',
          dash: 'dashed',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'loop',
      id: 'loop',
      title: 'What one process ran',
      lane: 'order',
      tones: [],
      scenes: sceneList.map(({ id, label }) => ({ id, label })),
      read: scenes,
    },
    {
      kind: 'table',
      id: 'race-table',
      title: 'setTimeout 0 against setImmediate',
      columns: ['Called from', 'setTimeout 0 first', 'setImmediate first', 'processes'],
      read: raceRows,
    },
  ],
  figures: [
    {
      id: 'race-io',
      label: 'setTimeout 0 first, from an I/O callback',
      unit: '',
      predicted: true,
      read: (run) => shareText(timeoutFirst(run, 'io')),
    },
    {
      id: 'race-main',
      label: 'setTimeout 0 first, from the main module',
      unit: '',
      predicted: true,
      read: (run) => shareText(timeoutFirst(run, 'main')),
    },
  ],
  facts,
  requests: [],
  checks: [
    { id: 'order-io', title: 'In order when called from an I/O callback', judge: inOrder('io') },
    { id: 'order-main', title: 'In order when called from the main module', judge: inOrder('main') },
    { id: 'queues', title: 'Each step from the queue that is asked for', judge: fromQueues },
  ],
});
