import { defineLab } from '../kit/manifest.ts';
import { allRight, offTheLoop, stillSmall } from './checks.ts';
import { facts, figures, INSPECT_COLUMNS, inspectRows, TRIAL_COLUMNS, trialRows } from './figures.ts';

export default defineLab({
  id: 'ask-node',
  title: 'Ask Node',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu'],
  programs: [
    { name: 'service', file: 'service.ts', ready: 'listening' },
    { name: 'visitors', file: 'visitors.ts', ready: 'started' },
    { name: 'flags', file: 'flags.ts', ready: 'started' },
  ],
  files: [
    { path: 'helpers.ts', editable: true, about: 'What every page of the catalog needs.' },
    { path: 'service.ts', editable: false, about: 'The service: a page of the catalog, packed.' },
    { path: 'watch.ts', editable: false, about: 'Takes the CPU profile, from inside.' },
    { path: 'flags.ts', editable: false, about: 'Starts small programs with flags of Node.' },
    { path: 'inspect.ts', editable: false, about: 'Starts one with --inspect, and debugs it.' },
    { path: 'once.ts', editable: false, about: 'Uses each helper, for the flags.' },
    { path: 'rejects.ts', editable: false, about: 'Leaves a promise to nobody, for the flags.' },
    { path: 'visitors.ts', editable: false, about: 'Leaf through the catalog, and check it.' },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'now',
      label: 'Now',
      about: 'What the programs do: the flags, or the visitors on one of the two routes.',
      value: 'nothing',
      options: [
        { value: 'nothing', label: 'nothing' },
        { value: 'flags', label: 'flags' },
        { value: 'before', label: 'as it was' },
        { value: 'catalog', label: 'yours' },
      ],
    },
    {
      kind: 'switch',
      name: 'profile',
      label: 'Profile',
      about: 'Turned on, takes a CPU profile of the service for 3 s.',
      value: false,
    },
  ],
  scenario: {
    duration: 18_000,
    parts: [
      { at: 0, id: 'start', label: '', set: {} },
      { at: 300, id: 'flags', label: 'flags', set: { now: 'flags' } },
      { at: 4000, id: 'before', label: 'helpers as they were', set: { now: 'before' } },
      { at: 7500, id: 'rest', label: '', set: { now: 'nothing' } },
      { at: 8000, id: 'catalog', label: 'your helpers', set: { now: 'catalog' } },
      { at: 11_500, id: 'profile', label: 'with a profile', set: { profile: true } },
    ],
  },
  charts: [
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
    {
      kind: 'lines',
      id: 'cpu',
      title: 'CPU of the service, in cores',
      unit: '',
      atLeast: 1,
      series: [
        { label: 'the loop’s thread', process: 'service', metric: 'loop.cpu.utilization', tone: 'warning' },
        {
          label: 'all its threads',
          process: 'service',
          metric: 'process.cpu.utilization',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'latency',
      title: 'Time to be answered, p95',
      unit: 'ms',
      atLeast: 100,
      series: [
        {
          label: 'seen by the visitors',
          process: 'visitors',
          metric: 'http.client.request.duration.p95',
          tone: 'link',
        },
      ],
    },
  ],
  panels: [
    { kind: 'profile', id: 'profile', title: 'CPU profile of the service', process: 'service' },
    { kind: 'table', id: 'flags', title: 'Flags', columns: TRIAL_COLUMNS, read: trialRows },
    { kind: 'table', id: 'inspect', title: 'The inspector', columns: INSPECT_COLUMNS, read: inspectRows },
  ],
  figures,
  facts,
  requests: [
    { label: 'A page of the catalog', process: 'service', method: 'GET', path: '/catalog/1' },
    { label: 'The same with the helpers as they were', process: 'service', method: 'GET', path: '/before/1' },
  ],
  checks: [
    { id: 'off-the-loop', title: 'The slow call takes none of the loop’s time', judge: offTheLoop },
    { id: 'right', title: 'Every answer is still right', judge: allRight },
    { id: 'small', title: 'Pages are still small', judge: stillSmall },
  ],
});
