import { defineLab } from '../kit/manifest.ts';
import { answeredThroughout, closesAfterHeal, notAlwaysOpen, opensInOutage, quietInNoise } from './checks.ts';
import { controls } from './controls.ts';
import { facts, figures } from './figures.ts';
import { callers, causes, events } from './tables.ts';

export default defineLab({
  id: 'three-states',
  title: 'Three states',
  needs: ['processes', 'watchdog'],
  programs: [
    { name: 'backend', file: 'backend.ts', ready: 'listening' },
    { name: 'proxy', file: 'proxy.ts', ready: 'listening' },
    {
      name: 'load',
      file: '../kit/load.ts',
      args: ['--target', 'proxy', '--path', '/api/data'],
      ready: 'started',
    },
    {
      name: 'bare',
      file: '../kit/load.ts',
      args: ['--target', 'proxy', '--path', '/api/bare', '--rate', 'bareRate'],
      ready: 'started',
    },
  ],
  files: [
    { path: 'proxy.ts', editable: true, about: 'The service that calls the backend, with the breaker.' },
    { path: 'backend.ts', editable: false, about: 'The unstable service behind it.' },
    { path: 'adjust.ts', editable: false, about: 'Opossum’s options as controls.' },
    { path: 'counting.ts', editable: false, about: 'Counts every event of the breaker.' },
    { path: 'refuse.ts', editable: false, about: 'Which status a call gets that failed.' },
    { path: 'squeeze.ts', editable: false, about: 'Blocks the event loop of the proxy.' },
  ],
  controls,
  scenario: {
    duration: 18_500,
    parts: [
      { at: 0, id: 'noise', label: 'ordinary noise', set: { health: 'up' } },
      { at: 5000, id: 'slow', label: 'slow, no errors', set: { errorRate: 0, fastest: 600, slowest: 1000 } },
      { at: 9000, id: 'outage', label: 'outage', set: { health: 'hangs' } },
      {
        at: 13_500,
        id: 'healed',
        label: 'healed',
        set: { health: 'up', errorRate: 30, fastest: 100, slowest: 800 },
      },
    ],
  },
  charts: [
    {
      kind: 'band',
      id: 'breaker',
      title: 'Breaker',
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
      id: 'backend',
      title: 'Backend',
      process: 'backend',
      initial: 'up',
      initialTone: 'good',
      states: [
        { event: 'backend.errors', state: 'errors', tone: 'bad' },
        { event: 'backend.hangs', state: 'hangs', tone: 'bad' },
        { event: 'backend.up', state: 'up', tone: 'good' },
      ],
    },
    {
      kind: 'lines',
      id: 'error-rate',
      title: 'What the breaker counts',
      unit: '%',
      atLeast: 100,
      series: [
        { label: 'error rate', process: 'proxy', metric: 'breaker.error.rate', tone: 'bad' },
        {
          label: 'threshold',
          process: 'proxy',
          metric: 'breaker.error.threshold',
          tone: 'neutral',
          dash: 'dashed',
          holds: true,
        },
      ],
    },
    {
      kind: 'lines',
      id: 'answers',
      title: 'Answers per second, through the breaker',
      unit: '/s',
      atLeast: 50,
      series: [
        { label: 'good or fallback', process: 'load', metric: 'http.client.request.rate.ok', tone: 'good' },
        {
          label: 'turned away (503)',
          process: 'load',
          metric: 'http.client.request.rate.rejected',
          tone: 'bad',
          dash: 'dashed',
        },
        {
          label: 'failed (502, 504)',
          process: 'load',
          metric: 'http.client.request.rate.failed',
          tone: 'warning',
          dash: 'dotted',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'latency',
      title: 'Response time, through the breaker',
      unit: 'ms',
      atLeast: 1000,
      series: [
        { label: 'p50', process: 'load', metric: 'http.client.request.duration.p50', tone: 'link' },
        {
          label: 'p95',
          process: 'load',
          metric: 'http.client.request.duration.p95',
          tone: 'warning',
          dash: 'dashed',
        },
        {
          label: 'max',
          process: 'load',
          metric: 'http.client.request.duration.max',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'bare',
      title: 'Response time, without a breaker',
      unit: 'ms',
      atLeast: 1000,
      series: [
        { label: 'p50', process: 'bare', metric: 'http.client.request.duration.p50', tone: 'link' },
        {
          label: 'p95',
          process: 'bare',
          metric: 'http.client.request.duration.p95',
          tone: 'warning',
          dash: 'dashed',
        },
        {
          label: 'max',
          process: 'bare',
          metric: 'http.client.request.duration.max',
          tone: 'neutral',
          dash: 'dotted',
        },
      ],
    },
  ],
  panels: [callers, causes, events],
  figures,
  facts,
  requests: [
    { label: 'GET /circuit-status', process: 'proxy', method: 'GET', path: '/circuit-status' },
    { label: 'GET /api/data', process: 'proxy', method: 'GET', path: '/api/data' },
    { label: 'GET /api/data of the backend', process: 'backend', method: 'GET', path: '/api/data' },
    { label: 'POST /break', process: 'backend', method: 'POST', path: '/break' },
    { label: 'POST /hang', process: 'backend', method: 'POST', path: '/hang' },
    { label: 'POST /heal', process: 'backend', method: 'POST', path: '/heal' },
  ],
  checks: [
    { id: 'quiet', title: 'Stays closed in the backend’s ordinary noise', judge: quietInNoise },
    { id: 'not-always-open', title: 'Is not always open when the backend is slow', judge: notAlwaysOpen },
    { id: 'opens', title: 'Opens for an outage', judge: opensInOutage },
    { id: 'answered', title: 'Callers are answered during the outage', judge: answeredThroughout },
    { id: 'closes', title: 'Closes when the backend is back', judge: closesAfterHeal },
  ],
});
