import { defineLab } from '../kit/manifest.ts';
import { asManyCalls, lateStaysLate, noneCalledLate, rightVerdict } from './checks.ts';
import { CALL_COLUMNS, callsByCase, facts, figures, timerPoints, TIMEOUT_MS } from './figures.ts';

export default defineLab({
  id: 'timeouts-lie',
  title: 'Timeouts lie',
  needs: ['processes', 'watchdog'],
  programs: [
    { name: 'backend', file: 'backend.ts', ready: 'listening' },
    { name: 'caller', file: 'caller.ts', ready: 'started' },
  ],
  files: [
    { path: 'deadline.ts', editable: true, about: 'Waits for an answer, but not for ever.' },
    { path: 'timers.ts', editable: false, about: 'Timers of 500 ms against a block.' },
    { path: 'calls.ts', editable: false, about: 'Calls with a deadline against a block.' },
    { path: 'phases.ts', editable: false, about: 'Blocks the event loop, in the phase you choose.' },
    { path: 'caller.ts', editable: false, about: 'Tries the one or the other, again and again.' },
    {
      path: 'backend.ts',
      editable: false,
      about: 'The service that is called: it answers when it is told to.',
    },
  ],
  controls: [
    {
      kind: 'choice',
      name: 'try',
      label: 'Try',
      about: 'What is tried against the block: timers of 500 ms, or calls with a deadline of 500 ms.',
      value: 'calls',
      options: [
        { value: 'timers', label: 'timers' },
        { value: 'calls', label: 'calls' },
      ],
    },
    {
      kind: 'number',
      name: 'blockMs',
      label: 'Block',
      about: 'How long the loop is blocked. 0 leaves it free.',
      value: 0,
      min: 0,
      max: 2000,
      step: 50,
      unit: 'ms',
    },
    {
      kind: 'choice',
      name: 'phase',
      label: 'Block in phase',
      about: 'From which phase of the event loop it is blocked, where calls are tried.',
      value: 'timer',
      options: [
        { value: 'timer', label: 'timer' },
        { value: 'poll', label: 'I/O' },
        { value: 'check', label: 'check' },
      ],
    },
    {
      kind: 'number',
      name: 'backendTakes',
      label: 'Backend takes',
      about: 'How long the backend takes for its answer.',
      value: 40,
      min: 10,
      max: 5000,
      step: 10,
      unit: 'ms',
    },
  ],
  scenario: {
    duration: 14_200,
    parts: [
      // Short rounds, so that the caller is on time for the next part; and they open the connections.
      { at: 0, id: 'calls', label: 'calls', set: {} },
      { at: 1200, id: 'timers', label: 'timers: 100 ms', set: { try: 'timers', blockMs: 100 } },
      { at: 2000, id: 'timers-400', label: '400 ms', set: { blockMs: 400 } },
      { at: 3000, id: 'timers-1000', label: '1000 ms', set: { blockMs: 1000 } },
      { at: 4500, id: 'timers-2000', label: '2000 ms', set: { blockMs: 2000 } },
      { at: 7000, id: 'timer', label: 'calls: timer', set: { try: 'calls', blockMs: 700 } },
      { at: 8400, id: 'poll', label: 'I/O', set: { phase: 'poll' } },
      { at: 10_000, id: 'check', label: 'check', set: { phase: 'check' } },
      { at: 11_600, id: 'slow', label: 'slow backend', set: { backendTakes: 2000 } },
      { at: 12_600, id: 'slow-free', label: 'loop free', set: { blockMs: 0 } },
    ],
  },
  charts: [
    {
      kind: 'band',
      id: 'loop',
      title: 'Loop',
      process: 'caller',
      initial: 'free',
      initialTone: 'neutral',
      states: [
        { event: 'block.start', state: 'blocked', tone: 'warning' },
        { event: 'block.end', state: 'free', tone: 'neutral' },
      ],
    },
    {
      kind: 'lines',
      id: 'delay',
      title: 'Event-loop delay of the caller',
      unit: 'ms',
      atLeast: 100,
      series: [
        { label: 'watchdog', process: 'caller', metric: 'nodejs.eventloop.delay.watchdog', tone: 'delay' },
      ],
    },
  ],
  panels: [
    {
      kind: 'scatter',
      id: 'timers',
      title: 'When a timer of 500 ms fires',
      unit: 'ms',
      x: 'end of the block, but at least 500',
      y: 'fired',
      rule: 'max(500, end of the block)',
      claim: { at: TIMEOUT_MS, label: 'the claim: 500 ms' },
      read: timerPoints,
    },
    {
      kind: 'table',
      id: 'calls',
      title: 'What the deadline said of each call',
      columns: CALL_COLUMNS,
      read: callsByCase,
    },
  ],
  figures,
  facts,
  requests: [{ label: 'The backend', process: 'backend', method: 'GET', path: '/api/data?takes=40' }],
  checks: [
    {
      id: 'none-called-late',
      title: 'No answer that was there in time is called late',
      judge: noneCalledLate,
    },
    { id: 'late-stays-late', title: 'A really late answer still is', judge: lateStaysLate },
    { id: 'verdict', title: 'It says who was late', judge: rightVerdict },
    { id: 'calls', title: 'As many calls were made', judge: asManyCalls },
  ],
});
