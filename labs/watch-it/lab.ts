import { defineLab, type BandChart, type LineChart, type Series } from '../kit/manifest.ts';
import { busyTold, slowTold, unstableTold } from './checks.ts';
import { panels } from './dashboard.ts';
import { facts, figures } from './figures.ts';
import { SCRAPE_EVERY_MS } from './intervals.ts';

/** A panel of the dashboard as a chart of the lesson: the monitor reports what its queries answer. */
function chartOf(
  id: string,
  unit: string,
  looks: Record<string, Pick<Series, 'tone' | 'dash'>>,
  atLeast: number,
): LineChart {
  const panel = panels.find((one) => one.id === id);
  return {
    kind: 'lines',
    id,
    title: panel?.title ?? id,
    unit,
    atLeast,
    silenceMs: 1.8 * SCRAPE_EVERY_MS,
    series: Object.entries(looks).map(([label, look]) => ({
      label,
      process: 'monitor',
      metric: `${id}.${label}`,
      holds: true,
      ...look,
    })),
  };
}

function alertBand(name: string): BandChart {
  return {
    kind: 'band',
    id: name,
    title: `Alert ${name}`,
    process: 'monitor',
    initial: 'inactive',
    initialTone: 'neutral',
    states: [
      { event: `alert.${name}.inactive`, state: 'inactive', tone: 'neutral' },
      { event: `alert.${name}.pending`, state: 'pending', tone: 'warning' },
      { event: `alert.${name}.firing`, state: 'firing', tone: 'bad' },
    ],
  };
}

export default defineLab({
  id: 'watch-it',
  title: 'Watch it',
  needs: ['processes', 'eventloop-delay', 'watchdog', 'cpu'],
  programs: [
    { name: 'backend', file: 'backend.ts', ready: 'listening' },
    { name: 'proxy', file: 'proxy.ts', ready: 'listening' },
    { name: 'monitor', file: 'monitor.ts', ready: 'started' },
    {
      name: 'load',
      file: '../kit/load.ts',
      args: ['--target', 'proxy', '--path', '/api/data'],
      ready: 'started',
    },
  ],
  files: [
    {
      path: 'alerts.yml',
      editable: true,
      about: 'Whom to call when the circuit is open: Prometheus’ own rules.',
    },
    { path: 'dashboard.ts', editable: false, about: 'The panels and their queries.' },
    { path: 'proxy.ts', editable: false, about: 'The service with the breaker, and its metrics.' },
    { path: 'metrics.ts', editable: false, about: 'What both services measure.' },
    { path: 'backend.ts', editable: false, about: 'The service behind the breaker.' },
    { path: 'pressure.ts', editable: false, about: 'Blocks the event loop of the proxy.' },
    { path: 'monitor.ts', editable: false, about: 'Scrapes, asks and alerts, as Prometheus does.' },
    { path: 'alerts.test.yml', editable: false, about: 'Tests of the alerts, for promtool.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'rate',
      label: 'Requests',
      about: 'How many requests are due each second, however the proxy fares.',
      value: 20,
      min: 0,
      max: 100,
      step: 1,
      unit: '/s',
    },
    {
      kind: 'number',
      name: 'connections',
      label: 'Connections',
      about: 'How many requests can be in flight at once; more wait at the client.',
      value: 60,
      min: 1,
      max: 200,
      step: 1,
      unit: '',
    },
    {
      kind: 'number',
      name: 'blockMs',
      label: 'Block',
      about: 'How long the loop of the proxy is kept busy each time. 0 turns it off.',
      value: 0,
      min: 0,
      max: 1000,
      step: 50,
      unit: 'ms',
    },
    {
      kind: 'number',
      name: 'blockEvery',
      label: 'Rest between',
      about: 'How long the loop is free between two blocks.',
      value: 500,
      min: 10,
      max: 2000,
      step: 10,
      unit: 'ms',
    },
    {
      kind: 'choice',
      name: 'phase',
      label: 'Block in phase',
      about: 'From which phase of the event loop it is blocked.',
      value: 'timer',
      options: [
        { value: 'timer', label: 'timer' },
        { value: 'check', label: 'check' },
      ],
    },
    {
      kind: 'number',
      name: 'backendDelay',
      label: 'Backend takes',
      about: 'The shortest time in which the backend answers.',
      value: 20,
      min: 0,
      max: 5000,
      step: 10,
      unit: 'ms',
    },
    {
      kind: 'number',
      name: 'backendSpread',
      label: 'And up to',
      about: 'What comes on top of that, by chance.',
      value: 30,
      min: 0,
      max: 5000,
      step: 10,
      unit: 'ms',
    },
    {
      kind: 'number',
      name: 'backendErrors',
      label: 'Backend fails',
      about: 'How many of the calls it answers with an error, at once.',
      value: 0,
      min: 0,
      max: 100,
      step: 5,
      unit: '%',
    },
  ],
  scenario: {
    duration: 19_000,
    parts: [
      {
        at: 0,
        id: 'unstable',
        label: 'unstable backend',
        set: { rate: 20, backendErrors: 50, backendDelay: 100, backendSpread: 700, blockMs: 100 },
      },
      // Few calls while all is well: what went well counts for less in the breaker's window.
      {
        at: 4500,
        id: 'rest',
        label: '',
        set: { rate: 8, backendErrors: 0, backendDelay: 20, backendSpread: 30, blockMs: 0 },
      },
      {
        at: 7000,
        id: 'busy',
        label: 'busy proxy',
        set: { rate: 20, blockMs: 600, blockEvery: 20, phase: 'check' },
      },
      { at: 12_500, id: 'rest-again', label: '', set: { rate: 8, blockMs: 0 } },
      { at: 15_000, id: 'slow', label: 'slow backend', set: { rate: 20, backendDelay: 1200 } },
    ],
  },
  charts: [
    {
      kind: 'band',
      id: 'breaker',
      title: 'Circuit',
      process: 'proxy',
      initial: 'closed',
      initialTone: 'good',
      states: [
        { event: 'breaker.open', state: 'open', tone: 'bad' },
        { event: 'breaker.halfOpen', state: 'half-open', tone: 'warning' },
        { event: 'breaker.close', state: 'closed', tone: 'good' },
      ],
    },
    {
      kind: 'band',
      id: 'seen',
      title: 'Circuit state, scraped',
      process: 'monitor',
      initial: 'unknown',
      initialTone: 'neutral',
      states: [
        { event: 'seen.open', state: 'open', tone: 'bad' },
        { event: 'seen.half-open', state: 'half-open', tone: 'warning' },
        { event: 'seen.closed', state: 'closed', tone: 'good' },
        { event: 'seen.unknown', state: 'unknown', tone: 'neutral' },
      ],
    },
    alertBand('BackendFailing'),
    alertBand('FalseOpen'),
    chartOf(
      'lag',
      'ms',
      {
        max: { tone: 'delay' },
        p99: { tone: 'delay', dash: 'dashed' },
        mean: { tone: 'neutral', dash: 'dotted' },
      },
      100,
    ),
    chartOf('correlation', 'ms', { lag: { tone: 'delay' }, open: { tone: 'bad', dash: 'dashed' } }, 100),
    chartOf(
      'response',
      'ms',
      {
        p50: { tone: 'link' },
        p95: { tone: 'warning', dash: 'dashed' },
        max: { tone: 'bad', dash: 'dotted' },
      },
      100,
    ),
    chartOf('backend', 'ms', { p95: { tone: 'warning' } }, 100),
    chartOf('requests', '/s', { successful: { tone: 'good' }, failed: { tone: 'bad', dash: 'dashed' } }, 20),
    chartOf('errors', '%', { failed: { tone: 'bad' } }, 100),
    chartOf(
      'events',
      '',
      {
        reject: { tone: 'bad' },
        fallback: { tone: 'neutral', dash: 'dashed' },
        timeout: { tone: 'warning' },
        open: { tone: 'bad', dash: 'dotted' },
        halfOpen: { tone: 'warning', dash: 'dotted' },
        close: { tone: 'good', dash: 'dotted' },
      },
      20,
    ),
  ],
  figures,
  facts,
  requests: [
    { label: 'What Prometheus reads of the proxy', process: 'proxy', method: 'GET', path: '/metrics' },
    { label: 'What it reads of the backend', process: 'backend', method: 'GET', path: '/metrics' },
    { label: 'State of the breaker', process: 'proxy', method: 'GET', path: '/circuit-status' },
  ],
  checks: [
    { id: 'unstable', title: 'Unstable backend: its people are called', judge: unstableTold },
    { id: 'busy', title: 'Busy proxy: the backend’s people sleep on', judge: busyTold },
    { id: 'slow', title: 'Slow backend: its people are called', judge: slowTold },
  ],
});
